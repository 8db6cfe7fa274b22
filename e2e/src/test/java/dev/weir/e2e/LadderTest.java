package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other sizes of a live stream, made by FFmpeg while it is watched. */
class LadderTest {
  private static final Footage WITH_B_FRAMES =
      new Footage(25, 50, 2, List.of(Footage.Kind.VIDEO, Footage.Kind.AUDIO));
  private static final List<String> RUNGS = List.of("video-120p", "video-96p");
  private static final Pattern MAP = Pattern.compile("EXT-X-MAP:URI=\"([^\"]+)\"");

  @TempDir private Path data;
  private LiveServer server;
  private Publisher publisher;

  @BeforeEach
  void publish() throws Exception {
    server = LiveServer.start(data, "ladder.sizes=120, 96");
    publisher = Publisher.endless(WITH_B_FRAMES, server.rtmp("steps"));
    server.awaitOnAir("steps");
  }

  @AfterEach
  void stop() throws Exception {
    publisher.close();
    server.close();
  }

  @Test
  void isOfferedToTheFirstViewer() throws Exception {
    String multivariant = server.get("/live/steps/index.m3u8").body();

    assertThat(multivariant)
        .contains("RESOLUTION=320x180", "RESOLUTION=214x120", "video-120p/index.m3u8")
        .contains("video-96p/index.m3u8")
        .doesNotContain("BANDWIDTH=1,");
  }

  @Test
  void hasThePicturesOfTheSourceAtTheirMomentsAndTheSameKeyframes() throws Exception {
    var playlists = new CheckedPlaylists(server, "steps");
    playlists.multivariant();
    Eventually.until("four segments of the rungs", () -> whole("video-96p").size() >= 4);
    playlists.multivariant();
    playlists.manifest();

    for (String rung : RUNGS) {
      List<MediaPlaylist.Segment> made = whole(rung);
      List<MediaPlaylist.Segment> source =
          whole("video").stream()
              .filter(segment -> segment.sequence() >= made.getFirst().sequence())
              .limit(made.size())
              .toList();
      assertThat(uris(made)).isEqualTo(uris(source));
      assertThat(moments(pictures(rung, made))).isEqualTo(moments(pictures("video", source)));
      assertThat(keyframes(pictures(rung, made))).isEqualTo(keyframes(pictures("video", source)));
    }
  }

  @Test
  void goesOnWhenItsEncoderIsKilled() throws Exception {
    var playlists = new CheckedPlaylists(server, "steps");
    playlists.multivariant();
    Eventually.until("a whole segment", () -> whole("video-96p").size() >= 2);

    encoder().destroyForcibly();
    Eventually.until(
        "a gap",
        () -> {
          playlists.manifest();
          return playlists.playlist("video-96p").contains("#EXT-X-GAP");
        });
    long lost = whole("video-96p").getLast().sequence();
    Eventually.until(
        "whole segments after the gap",
        () -> {
          playlists.manifest();
          playlists.media("video-120p", "");
          playlists.media("video-96p", "");
          return whole("video-96p").getLast().sequence() >= lost + 3;
        });

    String source = playlists.playlist("video");
    assertThat(source).doesNotContain("#EXT-X-GAP", "#EXT-X-DISCONTINUITY\n");
    assertThat(server.get("/metrics").body())
        .contains("weir_stream_ladder_runs_total{stream=\"steps\"} 2");
    playlists.multivariant();
  }

  /** The FFmpeg that makes the rungs. */
  private static ProcessHandle encoder() {
    return ProcessHandle.current()
        .descendants()
        .filter(child ->
            child.info().arguments().map(List::of).orElse(List.of()).stream()
                .anyMatch(word -> word.startsWith("-force_key_frames")))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> uris(List<MediaPlaylist.Segment> segments) {
    return segments.stream().map(MediaPlaylist.Segment::uri).toList();
  }

  private static List<Long> moments(List<MediaSample> pictures) {
    return pictures.stream().map(MediaSample::ptsTicks).sorted().toList();
  }

  private static List<Long> keyframes(List<MediaSample> pictures) {
    return pictures.stream().filter(MediaSample::keyframe).map(MediaSample::ptsTicks).toList();
  }

  private List<MediaSample> pictures(String rendition, List<MediaPlaylist.Segment> segments)
      throws Exception {
    String playlist = server.get("/live/steps/" + rendition + "/index.m3u8").body();
    var map = MAP.matcher(playlist);
    assertThat(map.find()).isTrue();
    var reader = FragmentedMp4Reader.open(bytes(rendition, map.group(1)));
    var pictures = new ArrayList<MediaSample>();
    for (MediaPlaylist.Segment segment : segments) {
      pictures.addAll(reader.read(bytes(rendition, segment.uri())));
    }
    return pictures;
  }

  private Bytes bytes(String rendition, String file) throws Exception {
    return Bytes.wrap(server.getBytes(server.http("/live/steps/" + rendition + "/" + file)).body());
  }

  /** Those that are complete and no gaps. */
  private List<MediaPlaylist.Segment> whole(String rendition) throws Exception {
    String text = server.get("/live/steps/" + rendition + "/index.m3u8").body();
    List<String> gaps =
        Pattern.compile("#EXT-X-GAP\\R(?:#.*\\R)*(\\S+)")
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .toList();
    return MediaPlaylist.parse(text).segments().stream()
        .filter(segment -> segment.isComplete() && !gaps.contains(segment.uri()))
        .toList();
  }
}
