package dev.weir.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.PublishAddress.BySecret;
import dev.weir.rtmp.PublishAddress.Named;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishAddressTest {
  private static final String TC_URL = "rtmp://host/live";

  private static Named named(String name) {
    return new Named("live", name, Optional.empty());
  }

  private static Named named(String name, String secret) {
    return new Named("live", name, Optional.of(new StreamSecret(secret)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"studio", "/studio", "//studio/", "studio?", "studio?a=b", "studio?key="})
  void readsANameAlone(String streamName) throws Exception {
    assertThat(PublishAddress.parse("live", TC_URL, streamName)).isEqualTo(named("studio"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "/live", "live/", "live?", "live?x=y"})
  void readsTheApplicationWithSlashesAndQuery(String app) throws Exception {
    assertThat(PublishAddress.parse(app, TC_URL, "studio")).isEqualTo(named("studio"));
  }

  @ParameterizedTest
  @CsvSource({
    "live,                    rtmp://host/live,                    studio?key=s3cret",
    "live,                    rtmp://host/live,                    /studio?a=b&key=s3cret&c=d",
    "live,                    rtmp://host/live,                    studio?key=%733cret",
    "live?key=s3cret,         rtmp://host/live?key=s3cret,         studio",
    "live,                    rtmp://host/live?key=s3cret,         studio",
    "live,                    rtmp://host/live?key=s3cret/studio,  studio",
    "live?key=other,          rtmp://host/live?key=third,          studio?key=s3cret",
  })
  void findsTheSecretWhereverTheQueryStands(String app, String tcUrl, String streamName)
      throws Exception {
    assertThat(PublishAddress.parse(app, tcUrl, streamName)).isEqualTo(named("studio", "s3cret"));
  }

  @Test
  void readsASecretAlone() throws Exception {
    assertThat(PublishAddress.parse("live", TC_URL, "wk_Ab-9_x"))
        .isEqualTo(new BySecret("live", new StreamSecret("wk_Ab-9_x")));
  }

  @Test
  void takesNamesOfSixtyFourCharacters() throws Exception {
    String longest = "x".repeat(64);

    assertThat(PublishAddress.parse("live", TC_URL, longest)).isEqualTo(named(longest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "?key=s3cret",
        "..",
        "../etc?key=s3cret",
        "a/b",
        "a\\b",
        "a%2e%2e",
        "%2e%2e%2f",
        "a.b",
        "a b",
        "a\u0000b",
        "ünïcode",
        "mp4:studio",
        "wk_",
        "wk_a/b",
        "wk_s3cret?key=s3cret",
        "studio?key=s3%00cret",
        "studio?key=s3 cret",
        "12345678901234567890123456789012345678901234567890123456789012345",
      })
  void refusesAnythingElseWithoutRepeatingIt(String streamName) {
    assertThatThrownBy(() -> PublishAddress.parse("live", TC_URL, streamName))
        .isInstanceOf(MediaFormatException.class)
        .hasMessageNotContaining("s3cret")
        .hasMessageStartingWith("publish address: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a/b", "..", "live/../x", "a%2fb", "?key=x"})
  void refusesOtherApplications(String app) {
    assertThatThrownBy(() -> PublishAddress.parse(app, TC_URL, "studio"))
        .hasMessageContaining("application");
  }

  @Test
  void keepsSecretsOutOfItsText() throws Exception {
    assertThat(PublishAddress.parse("live", TC_URL, "studio?key=s3cret").toString())
        .contains("studio")
        .doesNotContain("s3cret");
    assertThat(PublishAddress.parse("live", TC_URL, "wk_s3cret").toString())
        .doesNotContain("s3cret");
  }
}
