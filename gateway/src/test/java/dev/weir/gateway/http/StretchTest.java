package dev.weir.gateway.http;

import static dev.weir.gateway.http.LiveServer.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.stream.PublisherLease;
import dev.weir.testkit.disk.DiskFault;
import dev.weir.testkit.disk.DiskOperation;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ?start=&end=}: any stretch of a stream. */
class StretchTest {
  private static final String MEDIA = "/live/demo/audio/index.m3u8";
  private static final Pattern KEPT_UNTIL = Pattern.compile("\"end\":\"([^\"]+)\"");

  @AutoClose private final LiveServer server = new LiveServer();

  @Test
  void showsWhatLiesBetweenTwoMoments() throws Exception {
    server.onAir();
    Segment second = segments().get(1);

    String playlist = server.get(MEDIA + query(second)).body();

    assertThat(playlist)
        .contains("#EXT-X-MEDIA-SEQUENCE:" + second.sequence())
        .contains(second.startTicks() + ".m4s")
        .contains("#EXT-X-ENDLIST")
        .doesNotContain("#EXT-X-PART", "#EXT-X-SERVER-CONTROL");
    assertThat(playlist.lines().filter(line -> line.startsWith("#EXTINF"))).hasSize(1);
  }

  @Test
  void thePlaylistOfPlaylistsAsksForTheSameStretch() throws Exception {
    server.onAir();
    Segment second = segments().get(1);

    String playlist = server.get("/live/demo/index.m3u8" + query(second)).body();

    assertThat(playlist).contains("audio/index.m3u8" + query(second));
    assertThat(server.get("/live/demo/index.mpd" + query(second)).body())
        .contains("type=\"static\"")
        .contains("<S t=\"" + second.startTicks() + "\"");
  }

  @Test
  void aStretchWithoutAnEndGoesOnWithTheStream() throws Exception {
    PublisherLease lease = server.onAir();
    Segment second = segments().get(1);
    String start = "?start=" + Instant.ofEpochMilli(second.wallMillis());

    var waiting =
        server.later(MEDIA + start + "&_HLS_msn=" + (second.sequence() + 1) + "&_HLS_part=3");
    until(() -> server.feed().waiting() == 1);
    server.sound(lease, 3);

    assertThat(waiting.get().body())
        .contains("#EXT-X-MEDIA-SEQUENCE:" + second.sequence())
        .doesNotContain("#EXT-X-ENDLIST");
  }

  @Test
  void whatDoesNotFitIntoMemoryIsRefusedUntilItDoes() throws Exception {
    PublisherLease lease = server.onAir();
    Segment first = segments().getFirst();
    Segment last = segments().getLast();
    String file = "/live/demo/audio/" + first.startTicks() + ".m4s";
    lease.end();
    server.registry.tick(server.clock.monotonicNanos());
    server.await(now -> now.state() == Presentation.State.ENDED);
    until(() -> isOnDisk(last));
    server.channels.close();
    until(() -> server.channels.find(LiveServer.NAME).isEmpty());
    server.answers.hold(LiveServer.ANSWER_BYTES);

    var refused = server.get(file);
    server.answers.release(LiveServer.ANSWER_BYTES);
    int then = server.get(file).statusCode();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(refused.body()).contains("no memory");
    assertThat(then).isEqualTo(200);
    until(() -> server.answers.heldBytes() == 0);
  }

  @Test
  void aStreamThatIsOverIsStillThere() throws Exception {
    PublisherLease lease = server.onAir();
    Segment first = segments().getFirst();
    Segment last = segments().getLast();
    lease.end();
    server.registry.tick(server.clock.monotonicNanos());
    server.await(now -> now.state() == Presentation.State.ENDED);
    byte[] live = server.bytes("/live/demo/audio/" + first.startTicks() + ".m4s").body();
    until(() -> isOnDisk(last));
    server.channels.close();
    until(() -> server.channels.find(LiveServer.NAME).isEmpty());

    String playlist = server.get(MEDIA + query(first)).body();

    assertThat(playlist).contains(first.startTicks() + ".m4s").contains("#EXT-X-ENDLIST");
    assertThat(server.bytes("/live/demo/audio/" + first.startTicks() + ".m4s").body())
        .isEqualTo(live);
    assertThat(server.get(MEDIA).statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/live/demo/dvr").body())
        .contains("\"state\":\"kept\"")
        .contains("\"start\":\"" + Instant.ofEpochMilli(first.wallMillis()) + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "?end=5, An end needs a start",
    "?start=x, moments such as",
    "?start=1e9, moments such as",
    "?start=5&end=5, not after the start",
    "?start=0&end=99999999, At most 6 hours",
  })
  void saysWhatIsWrongWithAQuery(String query, String explanation) throws Exception {
    server.onAir();

    var answer = server.get(MEDIA + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(explanation);
  }

  @Test
  void saysWhereToLookWhenNothingIsKeptFromThen() throws Exception {
    server.onAir();

    var answer = server.get(MEDIA + "?start=1000&end=2000");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("/api/v1/live/NAME/dvr");
    assertThat(server.get("/live/other/index.m3u8?start=1000").statusCode()).isEqualTo(404);
  }

  @Test
  void whatTheDiskDoesNotGiveBackIsNoMissingFile() throws Exception {
    PublisherLease lease = server.onAir();
    Segment first = segments().getFirst();
    Segment last = segments().getLast();
    lease.end();
    server.registry.tick(server.clock.monotonicNanos());
    server.await(now -> now.state() == Presentation.State.ENDED);
    until(() -> isOnDisk(last));
    server.channels.close();
    until(() -> server.channels.find(LiveServer.NAME).isEmpty());
    server.faults.inject(DiskFault.error(DiskOperation.READ));

    var media = server.get("/live/demo/audio/" + first.startTicks() + ".m4s");
    var playlist = server.get(MEDIA + query(first));

    assertThat(media.statusCode()).isEqualTo(500);
    assertThat(media.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(media.body()).contains("disk");
    assertThat(playlist.statusCode()).isEqualTo(500);
    server.faults.mend();
    assertThat(server.get(MEDIA + query(first)).statusCode()).isEqualTo(200);
    assertThat(server.get("/live/demo/audio/1.m4s").statusCode()).isEqualTo(404);
  }

  private List<Segment> segments() {
    return server.feed().current().orElseThrow().presentation().currentPeriod().leader().segments();
  }

  private static String query(Segment segment) {
    return "?start=%s&end=%s"
        .formatted(seconds(segment.wallMillis()), seconds(segment.wallMillis() + 1));
  }

  private static String seconds(long millis) {
    return new java.math.BigDecimal(millis).movePointLeft(3).stripTrailingZeros().toPlainString();
  }

  /** The disk may be a moment behind, and what has left memory by then is lost to it. */
  private boolean isOnDisk(Segment segment) {
    try {
      var end = KEPT_UNTIL.matcher(server.get("/api/v1/live/demo/dvr").body());
      return end.find() && Instant.parse(end.group(1)).toEpochMilli() > segment.wallMillis();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
