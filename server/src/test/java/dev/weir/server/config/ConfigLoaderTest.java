package dev.weir.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.library.SecondPublisher;
import dev.weir.rtmp.RtmpLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  private static final String WEBHOOK = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n";

  @TempDir private Path folder;

  @Test
  void hasDefaultsForEverything() throws Exception {
    assertThat(new ConfigLoader().load()).isEqualTo(WeirConfig.DEFAULTS);
  }

  @Test
  void takesOfAPeerWhatItsEngineTakesByItself() {
    assertThat(WeirConfig.DEFAULTS.rtmp().limits().toEngine()).isEqualTo(RtmpLimits.DEFAULTS);
  }

  @Test
  void letsTheLaterSourceWin() throws Exception {
    Path file = write("http:\n  port: 1\n  drain-timeout: 1s\nrtmp:\n  port: 2\n");

    WeirConfig config =
        new ConfigLoader()
            .file(file)
            .environment(Map.of("WEIR_HTTP_PORT", "3", "WEIR_RTMP_PORT", "4"))
            .assignments(List.of("http.port=5"))
            .load();

    assertThat(config.http().port()).isEqualTo(5);
    assertThat(config.rtmp().port()).isEqualTo(4);
    assertThat(config.http().drainTimeout()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void readsChannelsWithKeys() throws Exception {
    Path file =
        write(
            """
            channels:
              one:
                keys: [first, "se,cond"]
                second-publisher: take-over
              two: {}
              three:
            """);

    Map<String, ChannelConfig> channels = new ConfigLoader().file(file).load().channels();

    assertThat(channels).containsOnlyKeys("one", "two", "three");
    assertThat(channels.get("one").keys())
        .containsExactly(new Secret("first"), new Secret("se,cond"));
    assertThat(channels.get("one").secondPublisher()).contains(SecondPublisher.TAKE_OVER);
    assertThat(channels.get("two"))
        .isEqualTo(
            new ChannelConfig(
                List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void takesListsApartAtCommasOnTheCommandLine() throws Exception {
    var config = new ConfigLoader().assignments(List.of("channels.one.keys=a, b")).load();

    assertThat(config.channels().get("one").keys())
        .containsExactly(new Secret("a"), new Secret("b"));
  }

  @Test
  void readsEnvironmentNamesOfNestedKeys() throws Exception {
    var config =
        new ConfigLoader()
            .environment(
                Map.of("WEIR_RTMP_LIMITS_CHUNKS_MAX_OTHER_MESSAGE", "64KiB", "PATH", "/bin"))
            .load();

    assertThat(config.rtmp().limits().chunks().maxOtherMessage()).isEqualTo(new DataSize(65_536));
  }

  @Test
  void namesLineAndNearestKeyOfAnUnknownKey() {
    assertProblem("http:\n  port: 80\n  idel-timeout: 3s\n")
        .contains("weir.yaml:3: http.idel-timeout: unknown key; did you mean http.idle-timeout?");
  }

  @Test
  void namesTheNearestKeyWithinAChannel() {
    assertProblem("channels:\n  one:\n    kyes: [a]\n")
        .contains("weir.yaml:3: channels.one.kyes: unknown key; did you mean channels.one.keys?");
  }

  @Test
  void namesTheNearestEnvironmentVariable() {
    assertThatThrownBy(() -> new ConfigLoader().environment(Map.of("WEIR_HTP_PORT", "1")).load())
        .hasMessage("environment WEIR_HTP_PORT: unknown key; did you mean WEIR_HTTP_PORT?");
  }

  @Test
  void takesNoChannelsFromTheEnvironment() {
    assertThatThrownBy(
            () -> new ConfigLoader().environment(Map.of("WEIR_CHANNELS_NAME_KEYS", "a")).load())
        .hasMessage("environment WEIR_CHANNELS_NAME_KEYS: unknown key");
  }

  @Test
  void saysWhatFormABadValueShouldHave() {
    assertProblem("live:\n  part: fast\n")
        .contains("weir.yaml:2: live.part: expected a duration such as 500ms, 2s or 5min");
    assertProblem("log:\n  format: xml\n").contains("log.format: expected text or json");
    assertProblem("http:\n  max-body: 3XB\n").contains("expected a size such as 64KiB");
    assertProblem("http:\n  port: [1, 2]\n").contains("expected one value, not a list");
  }

  @Test
  void saysWhichRuleAValueBreaks() {
    assertProblem("http:\n  port: 70000\n")
        .contains("http.port must be 0 (any free port) to 65535");
    assertProblem("https:\n  key: a.pem\n").contains("certificate and key must be given together");
    assertProblem("channels:\n  wk_a: {}\n").contains("'wk_a' is no name");
  }

  @Test
  void saysWhichEngineRefusesALimit() {
    assertProblem("rtmp:\n  limits:\n    chunks:\n      min-size: 1KiB\n")
        .isEqualTo("rtmp.limits.chunks: minChunkBytes must be 1 to 128");
    assertProblem("rtmp:\n  limits:\n    amf:\n      max-depth: 0\n")
        .startsWith("rtmp.limits.amf: maxDepth must be 1 to 256");
    assertProblem("rtmp:\n  limits:\n    flow:\n      max-commands: 1\n")
        .startsWith("rtmp.limits.flow: ");
  }

  @Test
  void refusesSizesBeyondWhatABufferHolds() {
    assertProblem("http:\n  max-headers: 2GiB\n")
        .isEqualTo("http.max-headers must be more than 0B and less than 2GiB");
    assertProblem("rtmp:\n  limits:\n    chunks:\n      max-partial: 3GiB\n")
        .isEqualTo("rtmp.limits.chunks: a size must be less than 2GiB, is 3GiB");
  }

  @Test
  void reportsAllProblemsAtOnce() {
    assertThatThrownBy(() ->
            new ConfigLoader()
                .assignments(List.of("http.port=x", "rtmp.prot=1", "log.level=loud", "nonsense"))
                .load())
        .hasMessageContaining("http.port")
        .hasMessageContaining("rtmp.prot")
        .hasMessageContaining("log.level")
        .hasMessageContaining("--set nonsense: expected key=value");
  }

  @Test
  void keepsConnectionsForAsLongAsPlayersWait() throws Exception {
    assertProblem("http:\n  idle-timeout: 30s\n")
        .startsWith("http.idle-timeout must be more than 30s: players wait");
    assertProblem("http:\n  idle-timeout: 20s\nlive:\n  max-segment: 6100ms\n")
        .startsWith("http.idle-timeout must be more than 21s: players wait");
    assertProblem("http:\n  idle-timeout: 14s\nlive:\n  max-segment: 2s\n")
        .isEqualTo("http.idle-timeout must be 15s to 1h");
    assertProblem("http:\n  request-timeout: 61s\n")
        .isEqualTo("http.request-timeout must be 1s to 1min");
    assertProblem("http:\n  idle-timeout: 16s\nlive:\n  max-segment: 5s\n").isEqualTo("no problem");
  }

  @Test
  void reportsMalformedYamlWithItsLine() {
    assertProblem("http:\n  port: 1\n  port: 2\n").contains("weir.yaml:3").contains("port");
    assertProblem("- a\n").contains("expected a mapping");
  }

  @Test
  void refusesAKeyThatOpensTwoChannels() {
    assertProblem("channels:\n  one:\n    keys: [a, b]\n  two:\n    keys: [b]\n")
        .isEqualTo("channels: a key opens two channels, or stands twice in one");
  }

  @Test
  void readsWebhooks() throws Exception {
    Path file =
        write("webhooks:\n  mine:\n    url: https://a.example/b?c=d\n    secret: " + WEBHOOK);

    WeirConfig config = new ConfigLoader().file(file).load();

    assertThat(config.webhooks().get("mine").webhook("mine").url().toString())
        .isEqualTo("https://a.example/b?c=d");
    assertThat(ConfigPrinter.print(config))
        .contains(
            "webhooks:\n  mine:\n    url: \"https://a.example/b?c=d\"\n    secret: \"********\"");
  }

  @Test
  void refusesWebhooksThatCannotWork() {
    assertProblem("webhooks:\n  mine:\n    url: https://a.example\n")
        .isEqualTo("webhooks.mine: url and secret are both needed");
    assertProblem("webhooks:\n  mine:\n    secret: short\n")
        .startsWith("webhooks.mine.secret: the secret has to be whsec_ and Base64");
    assertProblem("webhooks:\n  mine:\n    url: ftp://a.example\n    secret: " + WEBHOOK)
        .isEqualTo("webhooks.mine: the URL has to begin with https://HOST or http://HOST");
    assertProblem("webhooks:\n  mine:\n    url: https://me@a.example\n    secret: " + WEBHOOK)
        .isEqualTo("webhooks.mine: the URL may have neither a user nor a fragment");
    assertProblem("webhooks:\n  mi ne:\n    url: https://a.example\n    secret: " + WEBHOOK)
        .contains("'mi ne' is no name");
  }

  @Test
  void printsWhatItReadsAgainAndMasksSecrets() throws Exception {
    var config =
        new ConfigLoader()
            .assignments(List.of("http.port=81", "channels.one.keys=geheim", "live.part=250ms"))
            .load();

    String yaml = ConfigPrinter.print(config);

    assertThat(yaml).contains("  port: 81").contains("  part: 250ms").doesNotContain("geheim");
    assertThat(config.toString()).doesNotContain("geheim");
    var again = new ConfigLoader().file(write(yaml.replace(Secret.MASK, "geheim"))).load();
    assertThat(again).isEqualTo(config);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "a: b", "a #b", "- a", "'a'", "\"a\\", "[a]", "*a", "&a"})
  void printsTextsWithSignsOfYamlSoThatItReadsThemAgain(String text) throws Exception {
    var config =
        new ConfigLoader().assignments(List.of("http.host=" + text, "data=" + text)).load();

    assertThat(new ConfigLoader().file(write(ConfigPrinter.print(config))).load())
        .isEqualTo(config);
  }

  private AbstractStringAssert<?> assertProblem(String yaml) {
    try {
      new ConfigLoader().file(write(yaml)).load();
      return assertThat("no problem");
    } catch (ConfigException refused) {
      return assertThat(refused.getMessage());
    }
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("weir.yaml"), yaml);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
