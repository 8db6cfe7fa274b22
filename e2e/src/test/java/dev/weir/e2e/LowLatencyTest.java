package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A low-latency player of our own follows a stream and looks closely at all that it gets. */
@Execution(ExecutionMode.CONCURRENT)
class LowLatencyTest {
  @TempDir private static Path data;
  private static LiveServer server;
  private static Publisher publisher;

  @BeforeAll
  static void publish() throws Exception {
    server = LiveServer.start(data, "live.segment=1s", "live.max-segment=1s", "live.window=8s");
    publisher = Publisher.endless(Footage.PLAIN, server.rtmp("live1"));
    server.awaitOnAir("live1");
  }

  @AfterAll
  static void stop() throws Exception {
    publisher.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"video", "audio"})
  void everyPartIsThereWhenHintedAndIsTheSegmentInTheEnd(String rendition) throws Exception {
    var poller = new PlaylistPoller(server, "live1", rendition);
    poller.follow(10);

    System.out.printf(
        "%s: %d playlists checked, %d deltas, %d parts before they existed, %d segments compared%n",
        rendition,
        poller.checkedTexts(),
        poller.deltas(),
        poller.parts(),
        poller.comparedSegments());
    assertThat(poller.deltas()).isPositive();
    assertThat(poller.comparedSegments()).isPositive();
  }

  @Test
  void manifestsFollowOneAnother() throws Exception {
    var playlists = new CheckedPlaylists(server, "live1");
    playlists.multivariant();
    long begin = playlists.media("video", "").lastCompleteSequence();

    for (long sequence = begin + 1; sequence <= begin + 4; sequence++) {
      playlists.media("video", "?_HLS_msn=" + sequence);
      playlists.manifest();
      playlists.multivariant();
    }

    System.out.printf("%d playlists and MPDs checked%n", playlists.checked());
  }
}
