package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.MediaPlaylist.Segment;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Follows one rendition as a low-latency player does: asks for each playlist before it exists,
 * whole and as a delta update, and for each part as soon as it is hinted at. Confined to one
 * thread.
 */
final class PlaylistPoller {
  private final LiveServer server;
  private final CheckedPlaylists playlists;
  private final String rendition;
  private final URI base;

  /** Bytes of the parts that were asked for before they existed, by URI. */
  private final Map<String, byte[]> parts = new HashMap<>();

  private MediaPlaylist now;
  private int deltas;
  private int comparedSegments;

  PlaylistPoller(LiveServer server, String stream, String rendition) throws Exception {
    this.server = server;
    this.playlists = new CheckedPlaylists(server, stream);
    this.rendition = rendition;
    this.base = server.http("/live/%s/%s/index.m3u8".formatted(stream, rendition));
    this.now = playlists.media(rendition, "");
  }

  int parts() {
    return parts.size();
  }

  int deltas() {
    return deltas;
  }

  int comparedSegments() {
    return comparedSegments;
  }

  int checkedTexts() {
    return playlists.checked();
  }

  /** Blocks until so many more segments are complete; compares those whose parts it has. */
  void follow(int segments) throws Exception {
    long target = now.lastCompleteSequence() + segments;
    while (now.lastCompleteSequence() < target) {
      step();
    }
    for (Segment segment : now.completeSegments()) {
      if (!segment.parts().isEmpty() && parts.keySet().containsAll(segment.parts())) {
        compareWithParts(segment);
      }
    }
  }

  private void step() throws Exception {
    String hint = now.hint().orElseThrow();
    CompletableFuture<HttpResponse<byte[]>> early =
        server
            .client()
            .sendAsync(LiveServer.request(base.resolve(hint)).build(), BodyHandlers.ofByteArray());
    String query = now.queryForNext();
    MediaPlaylist next = playlists.media(rendition, query);
    assertThat(next.isAfter(now)).as("%s answered by %s after %s", query, next, now).isTrue();
    compareWithDelta(next, playlists.media(rendition, query + "&_HLS_skip=YES"));
    HttpResponse<byte[]> part = early.get(Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS);
    assertThat(part.statusCode()).as(hint).isEqualTo(200);
    parts.put(hint, part.body());
    now = next;
  }

  /** The delta may be of a later version: more at its end. */
  private void compareWithDelta(MediaPlaylist whole, MediaPlaylist delta) {
    if (delta.skipped() == 0) {
      return;
    }
    deltas++;
    Map<Long, Segment> bySequence =
        whole.completeSegments().stream()
            .collect(Collectors.toMap(Segment::sequence, Function.identity()));
    List<Segment> listedTwice =
        delta.completeSegments().stream()
            .filter(segment -> segment.sequence() <= whole.lastCompleteSequence())
            .toList();
    assertThat(listedTwice).isNotEmpty();
    for (Segment segment : listedTwice) {
      assertThat(segment.uri()).isEqualTo(bySequence.get(segment.sequence()).uri());
    }
  }

  /** The parts, one after the other, are the segment; each is the range of it where it lies. */
  private void compareWithParts(Segment segment) throws Exception {
    URI address = base.resolve(segment.uri());
    byte[] whole = server.getBytes(address).body();
    var joined = new ByteArrayOutputStream();
    for (String uri : segment.parts()) {
      byte[] part = parts.get(uri);
      String range = "bytes=%d-%d".formatted(joined.size(), joined.size() + part.length - 1);
      HttpResponse<byte[]> stretch = server.getBytes(address, "Range", range);
      assertThat(stretch.statusCode()).isEqualTo(206);
      assertThat(stretch.body()).as(uri).isEqualTo(part);
      assertThat(server.getBytes(base.resolve(uri)).body()).as(uri).isEqualTo(part);
      joined.write(part);
    }
    assertThat(joined.toByteArray()).as(segment.uri()).isEqualTo(whole);
    comparedSegments++;
  }
}
