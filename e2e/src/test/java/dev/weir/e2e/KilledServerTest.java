package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.MediaPlaylist.Segment;
import dev.weir.testkit.FfmpegMedia;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while it has people watch, again and again. */
class KilledServerTest {
  private static final int KILLS = 20;
  private static final long SEED = 20_261_121;
  private static final String PLAYLIST = "/live/killed/video/index.m3u8";

  @TempDir private Path data;

  @Test
  void theStreamGoesOnAsIfItsPublisherHadBeenLost() throws Exception {
    var random = new Random(SEED);
    try (var server = ServerProcess.start(data, List.of("live.segment=1s", "live.grace=5min"))) {
      MediaPlaylist before = null;
      long wanted = 0;
      for (int kill = 0; kill <= KILLS; kill++) {
        try (var publisher = Publisher.endless(Footage.PLAIN, server.rtmp("killed"))) {
          long next = wanted;
          Eventually.until("segment " + next, () -> hasSegment(server, next));
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1500)));
          MediaPlaylist now = playlist(server);
          if (before != null) {
            assertGoesOn(before, now);
          }
          before = now;
          assertThat(publisher.isRunning()).as(publisher.complaints()).isTrue();
          if (kill < KILLS) {
            server.killAndRestart();
            MediaPlaylist restarted = playlist(server);
            assertNothingIsMissing(before, restarted);
            wanted = restarted.lastCompleteSequence() + 1;
          }
        }
      }
      String complaints = complaintsOfPlayer(server);
      System.out.printf(
          "killed %d times: %d segments, %d discontinuities%n",
          KILLS, before.segments().size(), before.discontinuities());
      assertThat(complaints).isEmpty();
    }
  }

  private static boolean hasSegment(ServerProcess server, long sequence) throws Exception {
    HttpResponse<String> answer = server.get(PLAYLIST);
    return answer.statusCode() == 200
        && MediaPlaylist.parse(answer.body()).lastCompleteSequence() >= sequence;
  }

  private static MediaPlaylist playlist(ServerProcess server) throws Exception {
    HttpResponse<String> answer = server.get(PLAYLIST);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MediaPlaylist.parse(answer.body());
  }

  /** Before anybody publishes again: at most the last fragment is lost. */
  private static void assertNothingIsMissing(MediaPlaylist before, MediaPlaylist after) {
    assertThat(after.mediaSequence()).isEqualTo(before.mediaSequence());
    assertThat(after.lastCompleteSequence()).isGreaterThanOrEqualTo(before.lastCompleteSequence());
    assertThat(after.discontinuities()).isEqualTo(before.discontinuities());
    assertSameUris(before, after);
    assertThat(after.isEnded()).isFalse();
  }

  private static void assertGoesOn(MediaPlaylist before, MediaPlaylist after) {
    assertThat(after.mediaSequence()).isEqualTo(before.mediaSequence());
    assertThat(after.discontinuities()).isEqualTo(before.discontinuities() + 1);
    assertSameUris(before, after);
  }

  private static void assertSameUris(MediaPlaylist before, MediaPlaylist after) {
    Map<Long, Segment> bySequence =
        after.segments().stream().collect(Collectors.toMap(Segment::sequence, Function.identity()));
    for (Segment segment : before.completeSegments()) {
      assertThat(bySequence.get(segment.sequence()).uri()).isEqualTo(segment.uri());
    }
  }

  /** Plays the whole window, from its beginning. */
  private static String complaintsOfPlayer(ServerProcess server) throws Exception {
    double listedSeconds =
        server
            .get(PLAYLIST)
            .body()
            .lines()
            .filter(line -> line.startsWith("#EXTINF:"))
            .mapToDouble(line -> Double.parseDouble(line.substring(8, line.indexOf(','))))
            .sum();
    Process player =
        new ProcessBuilder(
                List.of(
                    FfmpegMedia.ffmpeg(),
                    "-hide_banner",
                    "-nostdin",
                    "-v",
                    "error",
                    "-live_start_index",
                    "0",
                    "-i",
                    server.http("/live/killed/index.m3u8").toString(),
                    "-t",
                    Double.toString(listedSeconds),
                    "-f",
                    "null",
                    "-"))
            .redirectErrorStream(true)
            .start();
    String complaints = new String(player.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(player.waitFor()).isZero();
    return complaints;
  }
}
