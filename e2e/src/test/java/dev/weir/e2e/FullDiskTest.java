package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full while people watch. */
class FullDiskTest {
  private static final int MEBIBYTES = 16;
  private static final String PLAYLIST = "/live/full/video/index.m3u8";

  @TempDir private Path folder;

  @Test
  void liveGoesOnAndNothingIsMissingOnceThereIsRoomAgain() throws Exception {
    try (SmallDisk disk = mounted();
        var log = new LogCapture();
        var server = LiveServer.start(disk.folder());
        var publisher = Publisher.endless(Footage.PLAIN, server.rtmp("full"))) {
      Eventually.until("a past", () -> isOnAir(server) && playlist(server).segments().size() > 3);
      MediaPlaylist before = playlist(server);

      Path ballast = disk.fill();
      Eventually.until("event", () -> !log.with("event=dvr-stopped").isEmpty());
      long wanted = before.lastCompleteSequence() + 3;
      Eventually.until("live", () -> playlist(server).lastCompleteSequence() >= wanted);
      assertThat(server.get("/metrics").body()).contains("weir_dvr_failing 1.0");

      Files.delete(ballast);
      Eventually.until("resumed", () -> !log.with("event=dvr-resumed").isEmpty());
      long later = playlist(server).lastCompleteSequence() + 3;
      Eventually.until("more", () -> playlist(server).lastCompleteSequence() >= later);

      MediaPlaylist after = playlist(server);
      assertThat(after.mediaSequence()).isEqualTo(before.mediaSequence());
      assertThat(after.discontinuities()).isEqualTo(before.discontinuities());
      assertThat(log.with("event=dvr-stopped")).hasSize(1);
      assertThat(publisher.isRunning()).as(publisher.complaints()).isTrue();
      Eventually.until("kept", () -> stretch(server).lastCompleteSequence() >= later);
      assertThat(stretch(server).isEnded()).isTrue();
      assertThat(server.get(PLAYLIST + "?start=1").body()).doesNotContain("EXT-X-GAP");
    }
  }

  private SmallDisk mounted() throws InterruptedException {
    try {
      return SmallDisk.mount(folder, MEBIBYTES);
    } catch (IOException refused) {
      assumeTrue(false, "a small disk cannot be mounted here: " + refused.getMessage());
      throw new AssertionError(refused);
    }
  }

  private static boolean isOnAir(LiveServer server) throws Exception {
    return server.get(PLAYLIST).statusCode() == 200;
  }

  private static MediaPlaylist playlist(LiveServer server) throws Exception {
    return MediaPlaylist.parse(server.get(PLAYLIST).body());
  }

  /** What is on disk, from the beginning on. */
  private static MediaPlaylist stretch(LiveServer server) throws Exception {
    long nowSeconds = System.currentTimeMillis() / 1000;
    String query = "?start=" + (nowSeconds - 3600) + "&end=" + (nowSeconds + 60);
    return MediaPlaylist.parse(server.get(PLAYLIST + query).body());
  }
}
