package dev.weir.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.library.Databases.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class ChannelsTest {
  private static final ChannelPolicies OWN =
      new ChannelPolicies(
          Optional.of(SecondPublisher.TAKE_OVER),
          Optional.of(Duration.ofHours(2)),
          Optional.of(Ladder.parse("480,720")),
          Optional.of(LadderRuns.ALWAYS),
          Recording.ON);

  @Parameter private Engine engine = Engine.SQLITE;
  @TempDir private Path folder;
  private Database database;
  private Channels channels;
  private StreamKeys keys;

  @BeforeEach
  void open() {
    database = Database.open(Databases.empty(engine, folder));
    channels = new Channels(database);
    keys = new StreamKeys(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Channel channel(String name) {
    return new Channel(name, Optional.empty(), ChannelPolicies.DEFAULT, 1_000, 1_000);
  }

  private static StreamKey key(String channel, String id) {
    return new StreamKey(id, channel, "studio", 1_000, OptionalLong.empty());
  }

  private Addition add(String name) {
    return channels.add(channel(name), key(name, name + "1"), "wk_" + name);
  }

  private List<String> all() {
    var all = new ArrayList<String>();
    keys.each((key, secret) -> all.add(key.id() + " " + key.channel() + " " + secret));
    return all;
  }

  @Test
  void findsWhatWasAdded() {
    var own = new Channel("own", Optional.of("Mein Kanal"), OWN, 2_000, 2_000);

    assertThat(add("plain")).isEqualTo(Addition.DONE);
    assertThat(channels.add(own, key("own", "k"), "wk_own")).isEqualTo(Addition.DONE);

    assertThat(channels.find("plain")).contains(channel("plain"));
    assertThat(channels.find("own")).contains(own);
    assertThat(channels.find("none")).isEmpty();
    assertThat(channels.all()).containsExactlyInAnyOrder(channel("plain"), own);
    assertThat(all()).containsExactlyInAnyOrder("plain1 plain wk_plain", "k own wk_own");
  }

  @Test
  void aNameIsTakenOnce() {
    add("main");

    assertThat(channels.add(channel("main"), key("main", "other"), "wk_other"))
        .isEqualTo(Addition.TAKEN);
    assertThat(keys.secret("main", "other")).isEmpty();
    assertThat(add("MAIN")).isEqualTo(Addition.DONE);
  }

  @Test
  void changesWhatIsSaidAlone() {
    add("main");

    Optional<Channel> titled =
        channels.change("main", old -> old.withTitle(Optional.of("Main")), 5_000);
    Optional<Channel> run = channels.change("main", old -> old.withPolicies(OWN), 6_000);

    assertThat(titled.orElseThrow().title()).contains("Main");
    assertThat(run).contains(new Channel("main", Optional.of("Main"), OWN, 1_000, 6_000));
    assertThat(channels.find("main")).isEqualTo(run);
    assertThat(channels.change("none", old -> old, 7_000)).isEmpty();
  }

  @Test
  void goesBackToWhatTheServerDoes() {
    channels.add(new Channel("own", Optional.of("Own"), OWN, 1, 1), key("own", "k"), "wk_own");

    channels.change(
        "own", old -> old.withTitle(Optional.empty()).withPolicies(ChannelPolicies.DEFAULT), 1_000);

    assertThat(channels.find("own"))
        .contains(new Channel("own", Optional.empty(), ChannelPolicies.DEFAULT, 1, 1_000));
  }

  @Test
  void keysGoWithTheirChannel() {
    add("main");

    assertThat(channels.remove("main")).isTrue();
    assertThat(channels.remove("main")).isFalse();

    assertThat(all()).isEmpty();
  }

  @Test
  void aChannelHasSoManyKeys() {
    add("main");

    for (int i = 1; i < StreamKeys.MOST; i++) {
      assertThat(keys.add(key("main", "k" + i), "wk_" + i)).isEqualTo(Addition.DONE);
    }
    assertThat(keys.add(key("main", "more"), "wk_more")).isEqualTo(Addition.TOO_MANY);
    assertThat(keys.add(key("none", "more"), "wk_more")).isEqualTo(Addition.MISSING);

    assertThat(keys.remove("main", "k1")).isTrue();
    assertThat(keys.remove("main", "k1")).isFalse();
    assertThat(keys.remove("other", "k2")).isFalse();
    assertThat(keys.add(key("main", "more"), "wk_more")).isEqualTo(Addition.DONE);
  }

  @Test
  void aSecretIsToldToWhoNamesItsChannel() {
    add("main");
    add("side");

    assertThat(keys.secret("main", "main1")).contains("wk_main");
    assertThat(keys.secret("side", "main1")).isEmpty();
  }

  @Test
  void remembersWhenAKeyLetSomebodyIn() {
    add("main");
    add("side");

    keys.used(Map.of("main1", 7_000L, "gone", 7_000L));

    var used = new ArrayList<StreamKey>();
    keys.each((key, _) -> used.add(key));
    assertThat(used)
        .containsExactlyInAnyOrder(key("main", "main1").withUsed(7_000), key("side", "side1"));
  }

  @Test
  void nothingThatIsPrintedShowsASecret() {
    add("main");

    keys.each((key, secret) -> assertThat(key.toString()).doesNotContain(secret));
  }

  @Test
  void aLadderIsWrittenAsItIsRead() {
    assertThat(Ladder.parse("auto")).isEqualTo(Ladder.AUTO).hasToString("auto");
    assertThat(Ladder.parse("passthrough")).isEqualTo(Ladder.PASSTHROUGH);
    assertThat(Ladder.parse("480,1080,720")).hasToString("1080,720,480");
    for (String text : List.of("", "720,", "720,720", "721", "94", "8000", "a", "720 480")) {
      assertThatThrownBy(() -> Ladder.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
