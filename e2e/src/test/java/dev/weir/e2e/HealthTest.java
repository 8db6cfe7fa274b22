package dev.weir.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.weir.e2e.Footage.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stream doctor, with FFmpeg for a patient: an encoder left to itself, and a healthy one. */
class HealthTest {
  private static final Footage AUTOMATIC = new Footage(25, 250, 3, List.of(Kind.VIDEO, Kind.AUDIO));

  /** What an encoder's settings decide; the rest depends on how busy this machine is. */
  private static final List<String> SETTINGS =
      List.of(
          "keyframe-interval",
          "keyframe-irregular",
          "variable-frame-rate",
          "frame-rate-odd",
          "b-frames",
          "interlaced",
          "profile-baseline",
          "bitrate-spikes",
          "bitrate-size",
          "audio-silent",
          "audio-quiet",
          "audio-clipping",
          "audio-sample-rate");

  /** As a capture card gives it, of a camera whose microphone nobody has turned up. */
  private static final String FIELDS_AND_A_WHISPER =
      "-re -f lavfi -i testsrc2=size=320x180:rate=50,tinterlace=interleave_top"
          + " -re -f lavfi -i sine=frequency=440:sample_rate=48000,volume=-30dB -c:v libx264"
          + " -preset ultrafast -flags +ildct+ilme -pix_fmt yuv420p -g 25 -b:v 400k -c:a aac";

  /** Noise, since FFmpeg's encoder holds an even tone below full scale by itself. */
  private static final String OVERDRIVEN =
      "-re -f lavfi -i anoisesrc=amplitude=1:sample_rate=48000,volume=12dB -c:a aac -b:a 128k";

  @TempDir private static Path data;
  private static LiveServer server;
  private static Publisher ill;
  private static Publisher healthy;
  private static Publisher whispering;
  private static Publisher overdriven;

  @BeforeAll
  static void publish() throws Exception {
    server = LiveServer.start(data);
    ill = Publisher.endless(AUTOMATIC, server.rtmp("ill"));
    healthy = Publisher.endless(Footage.PLAIN, server.rtmp("healthy"));
    whispering = Publisher.encoding(FIELDS_AND_A_WHISPER, server.rtmp("whispering"));
    overdriven = Publisher.encoding(OVERDRIVEN, server.rtmp("overdriven"));
    server.awaitOnAir("healthy");
  }

  @AfterAll
  static void stop() throws Exception {
    ill.close();
    healthy.close();
    whispering.close();
    overdriven.close();
    server.close();
  }

  private static String health(String stream) throws Exception {
    return server.get("/api/v1/live/%s/health".formatted(stream)).body();
  }

  private static boolean hasSeverity(String health, String code, String severity) {
    return health.contains("\"code\":\"%s\",\"severity\":\"%s\"".formatted(code, severity));
  }

  @Test
  void theInterfaceTellsWhatIsWrong() throws Exception {
    Eventually.until("a finding", () -> hasSeverity(health("ill"), "keyframe-interval", "warning"));
    Eventually.until("advice", () -> hasSeverity(health("ill"), "b-frames", "advice"));

    assertThat(health("ill")).contains("-g 50 -keyint_min 50");
  }

  @ParameterizedTest
  @CsvSource({
    "whispering, audio-quiet, warning, -af volume=31dB",
    "whispering, interlaced, warning, -vf bwdif",
    "overdriven, audio-clipping, warning, -af volume=-6dB",
    "overdriven, no-video, advice, ''",
  })
  void theInterfaceTellsOfSoundAndFields(String stream, String code, String severity, String ffmpeg)
      throws Exception {
    Eventually.until(code, () -> hasSeverity(health(stream), code, severity));

    assertThat(health(stream)).contains(ffmpeg);
  }

  @Test
  void aHealthyStreamHasNoFindings() throws Exception {
    Eventually.until("checks", () -> hasSeverity(health("healthy"), "bitrate-spikes", "ok"));

    String health = health("healthy");
    for (String code : SETTINGS) {
      for (String severity : new String[] {"advice", "warning", "fault"}) {
        assertThat(hasSeverity(health, code, severity)).as(code + " " + severity).isFalse();
      }
    }
    assertThat(hasSeverity(health, "keyframe-interval", "ok")).isTrue();
  }

  @Test
  void thePageShowsIt() {
    try (Chromium chromium = Chromium.start();
        WatchPage watching = chromium.watch(server, "ill", "hls")) {
      Page page = watching.page();
      assertThat(page.getByTestId("health")).hasCount(0);
      page.getByTestId("health-button").click();

      assertThat(page.getByTestId("finding-keyframe-interval")).isVisible();
      assertThat(page.getByTestId("ffmpeg-keyframe-interval")).containsText("-g 50");
      assertThat(page.getByTestId("chart-bitrate").locator("canvas")).isVisible();
      assertThat(page.getByTestId("chart-keyframes")).isVisible();
      watching.keepScreenshot("health");
      page.getByTestId("health-button").click();
      assertThat(page.getByTestId("health")).hasCount(0);
      assertThat(watching.errors()).isEmpty();
    }
  }

  @Test
  void thePageShowsThatAllIsWell() {
    try (Chromium chromium = Chromium.start();
        WatchPage watching = chromium.watch(server, "healthy", "hls")) {
      Page page = watching.page();
      page.getByTestId("health-button").click();

      assertThat(page.getByTestId("passed")).containsText(Pattern.compile("\\d+ checks passed"));
      for (String code : SETTINGS) {
        assertThat(page.getByTestId("finding-" + code)).hasCount(0);
      }
      assertThat(watching.errors()).isEmpty();
    }
  }
}
