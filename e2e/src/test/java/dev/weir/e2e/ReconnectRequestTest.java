package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.flv.FlvFile;
import dev.weir.e2e.Frames.Source;
import dev.weir.media.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is stopped for its next version while an encoder publishes that can be asked to move.
 */
class ReconnectRequestTest {
  private static final String STREAM = "moved";
  private static final int SECONDS = 12;

  @TempDir private Path folder;

  @Test
  void theEncoderComesBackToTheServersSuccessorAndNothingIsLost() throws Exception {
    FlvFile file = footage();
    String[] settings = {
      "rtmp.port=" + FreePort.find(),
      "live.segment=1s",
      "live.max-segment=1s",
      "live.window=20s",
      "live.grace=5s"
    };
    try (var log = new LogCapture();
        var first = LiveServer.start(folder.resolve("data"), settings);
        var encoder = ReconnectingEncoder.start(file, first.rtmpPort(), STREAM)) {
      first.awaitOnAir(STREAM);
      MediaPlaylist before = new CheckedPlaylists(first, STREAM).media("video", "");

      first.stop();
      try (var second = LiveServer.start(folder.resolve("data"), settings)) {
        encoder.awaitEnd();
        var playlists = new CheckedPlaylists(second, STREAM);
        Eventually.until("the end", () -> playlists.media("video", "").isEnded());
        MediaPlaylist after = playlists.media("video", "");
        Frames pictures = Frames.pictures(Source.hls(second, STREAM));

        System.out.printf(
            "moved by %d connections: %d segments before, %d after, %d discontinuities, %d pictures%n",
            encoder.connections(),
            before.segments().size(),
            after.segments().size(),
            after.discontinuities(),
            pictures.count());
        assertThat(log.with("asked 1 publishers to connect anew, 0 have not")).hasSize(1);
        assertThat(encoder.connections()).isEqualTo(2);
        assertThat(after.mediaSequence()).isEqualTo(before.mediaSequence());
        assertThat(after.discontinuities()).isEqualTo(1);
        assertThat(uris(after)).startsWith(uris(before).toArray(String[]::new));
        assertThat(pictures.count()).isEqualTo(SECONDS * Footage.PLAIN.frameRate());
      }
    }
  }

  private FlvFile footage() throws Exception {
    Path made = Footage.PLAIN.make(folder.resolve("sent.flv"), SECONDS);
    return FlvFile.parse(Bytes.wrap(Files.readAllBytes(made)));
  }

  private static List<String> uris(MediaPlaylist playlist) {
    return playlist.completeSegments().stream().map(MediaPlaylist.Segment::uri).toList();
  }
}
