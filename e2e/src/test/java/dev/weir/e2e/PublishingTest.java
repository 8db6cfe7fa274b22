package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may publish, as FFmpeg sees it. */
class PublishingTest {
  private static final String KEY = "a-long-random-text";

  @TempDir private static Path data;
  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        LiveServer.start(
            data,
            "channels.keyed.keys=" + KEY,
            "channels.open.second-publisher=refuse",
            "channels.yielding.second-publisher=take-over");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theRightKeyPublishes() throws Exception {
    try (var log = new LogCapture();
        var publisher = Publisher.endless(Footage.PLAIN, server.rtmp("keyed?key=" + KEY))) {
      server.awaitOnAir("keyed");

      assertThat(publisher.isRunning()).isTrue();
      assertThat(log.with(KEY)).isEmpty();
      assertThat(server.metric("weir_stream_interruptions_total{stream=\"keyed\"}")).isZero();
    }
  }

  @Test
  void aWrongKeyIsToldSo() throws Exception {
    try (var log = new LogCapture();
        var publisher = Publisher.endless(Footage.PLAIN, server.rtmp("keyed?key=wrong-secret"))) {
      assertThat(publisher.awaitEnd()).isNotZero();

      System.out.printf("wrong key: %s%n", publisher.complaints().strip());
      assertThat(publisher.complaints()).contains("Server error: This key does not fit");
      assertThat(log.with("wrong-secret")).isEmpty();
      assertThat(server.metric("weir_access_denied_total{code=\"KEY_WRONG\"}")).isPositive();
    }
  }

  @Test
  void whoSendsWhatCannotBeTakenIsToldSo() throws Exception {
    Path file =
        FfmpegMedia.make(
            data.resolve("sorenson.flv"),
            List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:d=5", "-c:v", "flv"));
    try (var publisher = Publisher.ofFile(file, server.rtmp("open"))) {
      assertThat(publisher.awaitEnd()).isNotZero();

      System.out.printf("wrong codec: %s%n", publisher.complaints().strip());
      assertThat(publisher.complaints())
          .contains("Server error: video: Sorenson H.263 is not supported")
          .contains("H.264 (AVC), HEVC (H.265), AV1, VP9");
    }
  }

  @Test
  void aSecondPublisherIsTurnedAwayAndTheFirstGoesOn() throws Exception {
    try (var first = Publisher.endless(Footage.PLAIN, server.rtmp("open"))) {
      server.awaitOnAir("open");
      try (var second = Publisher.endless(Footage.PLAIN, server.rtmp("open"))) {
        assertThat(second.awaitEnd()).isNotZero();

        System.out.printf("second publisher: %s%n", second.complaints().strip());
        assertThat(second.complaints()).contains("Server error: Somebody publishes this stream");
      }
      awaitSegments("open", 1);
      assertThat(first.isRunning()).isTrue();
    }
  }

  @Test
  void aSecondPublisherTakesOverWhereItMay() throws Exception {
    try (var first = Publisher.endless(Footage.PLAIN, server.rtmp("yielding"))) {
      server.awaitOnAir("yielding");
      awaitSegments("yielding", 1);
      try (var second = Publisher.endless(Footage.PLAIN, server.rtmp("yielding"))) {
        first.awaitEnd();
        MediaPlaylist after = awaitSegments("yielding", 3);

        System.out.printf("taken over: %s%n", first.complaints().strip());
        assertThat(second.isRunning()).isTrue();
        assertThat(after.segments().stream().filter(s -> s.afterDiscontinuity())).hasSize(1);
      }
    }
  }

  /** Blocks until so many more are complete. */
  private static MediaPlaylist awaitSegments(String stream, int segments) throws Exception {
    var playlists = new CheckedPlaylists(server, stream);
    MediaPlaylist now = playlists.media("video", "");
    for (int i = 0; i < segments; i++) {
      now = playlists.media("video", "?_HLS_msn=" + (now.lastCompleteSequence() + 1));
    }
    playlists.multivariant();
    playlists.manifest();
    return now;
  }
}
