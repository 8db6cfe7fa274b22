package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher dies and comes back under the same name while people watch. */
class ReturningPublisherTest {
  private static final String STREAM = "returning";

  @TempDir private Path data;

  @Test
  void viewersGoOn() throws Exception {
    try (var chromium = Chromium.start();
        var server = LiveServer.start(data);
        var first = Publisher.endless(Footage.PLAIN, server.rtmp(STREAM))) {
      server.awaitOnAir(STREAM);
      try (WatchPage hls = chromium.watch(server, STREAM, "hls");
          WatchPage dash = chromium.watch(server, STREAM, "dash")) {
        hls.awaitPlaying();
        dash.awaitPlaying();
        first.kill();
        try (var second = Publisher.endless(Footage.PLAIN, server.rtmp(STREAM))) {
          double hlsSeconds = hls.positionSeconds();
          double dashSeconds = dash.positionSeconds();
          hls.awaitPosition(hlsSeconds + 15);
          dash.awaitPosition(dashSeconds + 15);
          assertThat(second.isRunning()).as(second.complaints()).isTrue();
        }
        assertWentOn("hls", hls);
        assertWentOn("dash", dash);
      }
    }
  }

  private static void assertWentOn(String player, WatchPage page) {
    System.out.printf(
        "%s: at %.1f s, player built anew %d times, latency %.2f s%n",
        player, page.positionSeconds(), page.rebuilds(), page.latencySeconds());
    page.keepScreenshot("returned-" + player);
    assertThat(page.rebuilds()).as(player).isZero();
    assertThat(page.errors()).as(player).isEmpty();
  }

  @Test
  void playlistsGoOnWithOneDiscontinuity() throws Exception {
    try (var server =
            LiveServer.start(
                data,
                "live.segment=1s",
                "live.max-segment=1s",
                "live.window=8s",
                "dvr.window=off");
        var first = Publisher.endless(Footage.PLAIN, server.rtmp(STREAM))) {
      server.awaitOnAir(STREAM);
      var follower = new Follower(new CheckedPlaylists(server, STREAM));
      follower.follow(3);
      long before = follower.now.discontinuities();
      first.kill();

      try (var second = Publisher.endless(Footage.PLAIN, server.rtmp(STREAM))) {
        follower.follow(3);
        long listed = follower.now.discontinuities();
        long sequence = follower.now.discontinuitySequence();
        follower.follow(10);

        System.out.printf(
            "%d playlists and MPDs checked, discontinuities before %d, then %d, sequence %d to"
                + " %d%n",
            follower.playlists.checked(),
            before,
            listed,
            sequence,
            follower.now.discontinuitySequence());
        assertThat(listed).isEqualTo(before + 1);
        assertThat(sequence).isEqualTo(before);
        assertThat(follower.now.discontinuitySequence()).isEqualTo(before + 1);
        assertThat(follower.now.discontinuities()).isEqualTo(before + 1);
        assertThat(second.isRunning()).isTrue();
      }
    }
  }

  /** Looks at all texts of a stream again and again. Confined to one test. */
  private static final class Follower {
    final CheckedPlaylists playlists;
    MediaPlaylist now;

    Follower(CheckedPlaylists playlists) throws Exception {
      this.playlists = playlists;
      this.now = playlists.media("video", "");
    }

    /** Until so many segments more are complete. */
    void follow(int segments) throws Exception {
      long target = now.lastCompleteSequence() + segments;
      Eventually.until("segment " + target, () -> look() >= target);
    }

    private long look() throws Exception {
      MediaPlaylist next = playlists.media("video", "");
      assertThat(next.mediaSequence()).isGreaterThanOrEqualTo(now.mediaSequence());
      assertThat(next.lastCompleteSequence()).isGreaterThanOrEqualTo(now.lastCompleteSequence());
      playlists.media("audio", "");
      playlists.manifest();
      playlists.multivariant();
      now = next;
      return now.lastCompleteSequence();
    }
  }
}
