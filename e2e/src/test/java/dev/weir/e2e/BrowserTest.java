package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chromium plays from the watch page. */
class BrowserTest {
  /** Beyond this it would not be live; what it is, is printed. */
  private static final double SANE_LATENCY_SECONDS = 30;

  @TempDir private static Path data;
  private static LiveServer server;
  private static Publisher publisher;
  private static Chromium chromium;

  @BeforeAll
  static void publish() throws Exception {
    chromium = Chromium.start();
    server = LiveServer.start(data);
    publisher = Publisher.endless(Footage.PLAIN, server.rtmp("watched"));
    server.awaitOnAir("watched");
  }

  @AfterAll
  static void stop() throws Exception {
    publisher.close();
    server.close();
    chromium.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void theWatchPagePlays(String player) {
    try (WatchPage page = chromium.watch(server, "watched", player)) {
      page.awaitPlaying();
      int framesBefore = page.decodedFrames();
      page.awaitPlayed(6);

      System.out.printf(
          "%s: latency %.2f s, %d frames decoded, player built anew %d times%n",
          player, page.latencySeconds(), page.decodedFrames(), page.rebuilds());
      page.keepScreenshot("watch-" + player);
      assertThat(page.decodedFrames()).isGreaterThan(framesBefore);
      assertThat(page.latencySeconds()).isBetween(0.0, SANE_LATENCY_SECONDS);
      assertThat(page.rebuilds()).isZero();
      assertThat(page.errors()).isEmpty();
    }
  }
}
