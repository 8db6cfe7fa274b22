package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.Frames.Source;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Low-latency DASH: segments that are sent while they grow. */
class GrowingSegmentTest {
  private static final String STREAM = "growing";
  private static final int MOST_SEGMENTS = 10;

  @TempDir private static Path data;
  private static LiveServer server;
  private static Publisher publisher;

  @BeforeAll
  static void publish() throws Exception {
    server = LiveServer.start(data);
    publisher = Publisher.endless(Footage.PLAIN, server.rtmp(STREAM));
    server.awaitOnAir(STREAM);
  }

  @AfterAll
  static void stop() throws Exception {
    publisher.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"video, HTTP_1_1", "audio, HTTP_1_1", "video, HTTP_2", "audio, HTTP_2"})
  void itArrivesPartByPart(String rendition, HttpClient.Version version) throws Exception {
    try (var client =
        HttpClient.newBuilder().sslContext(Trust.inTheServerOf(data)).version(version).build()) {
      int early = 0;
      for (int i = 0; i < MOST_SEGMENTS && early == 0; i++) {
        early = partsThatCameEarly(client, version, rendition);
      }

      System.out.printf("%s %s: %d parts before the end%n", version, rendition, early);
      assertThat(early).isPositive();
    }
  }

  /**
   * Reads the segment that follows the last complete one, and compares it with its parts.
   *
   * @return how many of them had come when the playlist did not list the segment yet
   */
  private static int partsThatCameEarly(
      HttpClient client, HttpClient.Version version, String rendition) throws Exception {
    var playlists = new CheckedPlaylists(server, STREAM);
    String part = playlists.media(rendition, "").hint().orElseThrow();
    String time = part.substring(0, part.indexOf('.'));
    URI segment = server.https("/live/%s/%s/%s.m4s".formatted(STREAM, rendition, time));
    HttpResponse<InputStream> answer =
        client.send(LiveServer.request(segment).build(), BodyHandlers.ofInputStream());
    assertThat(answer.version()).isEqualTo(version);
    assertThat(answer.statusCode()).isEqualTo(200);
    int early = 0;
    try (InputStream body = answer.body()) {
      for (int index = 0; ; index++) {
        byte[] expected = part(rendition, time + "." + index + ".m4s");
        byte[] octets = body.readNBytes(Math.max(1, expected.length));
        assertThat(octets).as("part %d of %s", index, segment).isEqualTo(expected);
        if (octets.length == 0) {
          return early;
        }
        early += isComplete(playlists.media(rendition, ""), time) ? 0 : 1;
      }
    }
  }

  /** Its bytes, for which this waits; none where the segment ended before it. */
  private static byte[] part(String rendition, String file) throws Exception {
    URI address = server.http("/live/%s/%s/%s".formatted(STREAM, rendition, file));
    HttpResponse<byte[]> answer = server.getBytes(address);
    return answer.statusCode() == 200 ? answer.body() : new byte[0];
  }

  private static boolean isComplete(MediaPlaylist playlist, String time) {
    return playlist.completeSegments().stream()
        .anyMatch(segment -> segment.uri().equals(time + ".m4s"));
  }

  @Test
  void manifestsAnnounceItAndFollowOneAnother() throws Exception {
    var playlists = new CheckedPlaylists(server, STREAM);
    MediaPlaylist now = playlists.media("video", "");
    for (int i = 0; i < 20; i++) {
      String manifest = playlists.manifest();
      assertThat(manifest).contains("availabilityTimeComplete=\"false\"");
      now = playlists.media("video", now.queryForNext());
    }
  }

  @Test
  void ffmpegReadsItAsAnyOther() throws Exception {
    Frames live = Frames.pictures(Source.dash(server, STREAM).forSeconds(6));

    System.out.printf("FFmpeg: %d pictures of a live MPD%n", live.count());
    assertThat(live.count()).isEqualTo(6 * Footage.PLAIN.frameRate());
  }
}
