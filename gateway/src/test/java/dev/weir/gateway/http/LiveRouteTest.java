package dev.weir.gateway.http;

import static dev.weir.gateway.http.LiveServer.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.MediaName;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Presentation.State;
import dev.weir.packaging.Segment;
import dev.weir.stream.PublisherLease;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRouteTest {
  private static final String PLAYLIST = "/live/demo/audio/index.m3u8";

  @AutoClose private final LiveServer server = new LiveServer();

  @ParameterizedTest
  @CsvSource({
    "/live/demo/index.m3u8, application/vnd.apple.mpegurl, 'public, max-age=2'",
    "/live/demo/audio/index.m3u8, application/vnd.apple.mpegurl, 'public, max-age=1'",
    "/live/demo/index.mpd, application/dash+xml, 'public, max-age=0, s-maxage=1'",
  })
  void textsAreFreshForAsLongAsTheirKindAllows(String path, String type, String cacheControl)
      throws Exception {
    server.onAir();

    var answer = server.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue(type);
    assertThat(answer.headers().firstValue("cache-control")).hasValue(cacheControl);
    assertThat(answer.headers().firstValue("vary")).hasValue("Accept-Encoding");
    assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
  }

  @Test
  void mediaNeverChangesUnderItsAddress() throws Exception {
    server.onAir();

    var answer = server.bytes(firstSegment());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("video/mp4");
    assertThat(answer.headers().firstValue("cache-control"))
        .hasValue("public, max-age=86400, immutable");
    assertThat(answer.headers().firstValue("accept-ranges")).hasValue("bytes");
    assertThat(answer.body()).hasSize((int) segments().getFirst().lengthBytes());
    assertThat(server.bytes(firstSegment(), "If-None-Match", tag(answer.headers())).statusCode())
        .isEqualTo(304);
    assertThat(server.bytes(header()).body()).contains('f', 't', 'y', 'p');
  }

  @Test
  void partsMakeUpTheirSegment() throws Exception {
    server.onAir();
    Segment first = segments().getFirst();
    var whole = server.bytes(firstSegment()).body();

    int at = 0;
    for (int part = 0; part < first.parts().size(); part++) {
      var name = new MediaName.PartFile(first.startTicks(), part);
      for (byte octet : server.bytes("/live/demo/audio/" + name.fileName()).body()) {
        assertThat(octet).isEqualTo(whole[at++]);
      }
    }

    assertThat(at).isEqualTo(whole.length);
  }

  @Test
  void whoHasThePlaylistAlreadyIsToldSo() throws Exception {
    server.onAir();
    String tag = tag(server.get(PLAYLIST).headers());

    for (String known : new String[] {tag, "\"x\", " + tag, "*", tag.replace("W/", "")}) {
      var answer = server.get(PLAYLIST, "If-None-Match", known);
      assertThat(answer.statusCode()).as(known).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(tag(answer.headers())).isEqualTo(tag);
    }
    assertThat(server.get(PLAYLIST, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "deflate, gzip", "br, GZIP;q=0.5, *;q=0", "gzip ; q=1.0", "gzip;q=0.01"})
  void compressesForWhoeverCanReadIt(String accepted) throws Exception {
    server.onAir();
    String plain = server.get(PLAYLIST).body();

    var answer = server.bytes(PLAYLIST, "Accept-Encoding", accepted);

    assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
    assertThat(answer.body().length).isLessThan(plain.length());
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.000, br", "br", "notgzip", "gzip2"})
  void doesNotCompressForOthers(String accepted) throws Exception {
    server.onAir();

    var answer = server.get(PLAYLIST, "Accept-Encoding", accepted);

    assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
    assertThat(answer.body()).startsWith("#EXTM3U");
  }

  @Test
  void headTellsTheLengthOfWhatGetWouldBring() throws Exception {
    server.onAir();
    for (String path : new String[] {PLAYLIST, "/live/demo/index.mpd", firstSegment(), header()}) {
      int length = server.bytes(path).body().length;

      var head = server.head(path, "Range", "bytes=0-9");

      assertThat(head.statusCode()).as(path).isEqualTo(200);
      assertThat(head.headers().firstValueAsLong("content-length")).hasValue(length);
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void sendsTheRangeThatIsAskedFor() throws Exception {
    server.onAir();
    byte[] whole = server.bytes(firstSegment()).body();

    var answer = server.bytes(firstSegment(), "Range", "bytes=100-799");
    var beyond = server.bytes(firstSegment(), "Range", "bytes=" + whole.length + "-");

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("content-range"))
        .hasValue("bytes 100-799/" + whole.length);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 800));
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("content-range")).hasValue("bytes */" + whole.length);
    assertThat(beyond.headers().firstValue("cache-control")).hasValue("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"another\"", "W/", "Thu, 20 Nov 2025 22:00:00 GMT"})
  void sendsTheWholeWhereTheRangeWouldBeOfSomethingElse(String condition) throws Exception {
    server.onAir();
    var whole = server.bytes(firstSegment());
    String tag = tag(whole.headers());

    var same = server.bytes(firstSegment(), "Range", "bytes=0-9", "If-Range", tag);
    var other =
        server.bytes(
            firstSegment(),
            "Range",
            "bytes=0-9",
            "If-Range",
            condition.equals("W/") ? condition + tag : condition);

    assertThat(same.statusCode()).isEqualTo(206);
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).isEqualTo(whole.body());
  }

  @Test
  void aRequestForTheNextPartIsAnsweredWhenItComes() throws Exception {
    PublisherLease lease = server.onAir();
    Segment open = segments().getLast();

    var waiting =
        server.later(
            PLAYLIST + "?_HLS_msn=%d&_HLS_part=%d".formatted(open.sequence(), open.parts().size()));
    until(() -> server.feed().waiting() == 1);
    server.sound(lease, 1);

    var answer = waiting.get(60, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(open.nextPart().fileName());
    assertThat(answer.headers().firstValue("cache-control")).hasValue("public, max-age=12");
    assertThat(server.feed().waiting()).isZero();
  }

  @Test
  void theHintedPartIsSentWhenItComes() throws Exception {
    PublisherLease lease = server.onAir();
    String hinted = "/live/demo/audio/" + segments().getLast().nextPart().fileName();
    assertThat(server.get(PLAYLIST).body()).contains("#EXT-X-PRELOAD-HINT");

    var waiting = server.later(hinted);
    until(() -> server.feed().waiting() == 1);
    server.sound(lease, 1);

    assertThat(waiting.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(server.bytes(hinted).body()).isNotEmpty();
  }

  @Test
  void aRequestBeforeTheFirstSegmentWaitsForIt() throws Exception {
    PublisherLease lease = server.publish();
    server.sound(lease, 0.1);

    var waiting = server.later("/live/demo/index.m3u8");
    until(() -> server.feed().waiting() == 1);
    server.sound(lease, 5);

    assertThat(waiting.get(60, TimeUnit.SECONDS).body()).contains("audio/index.m3u8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"_HLS_part=0", "_HLS_msn=x", "_HLS_msn=99999999999", "_HLS_msn=-1", "_HLS_msn="})
  void directivesThatMakeNoSenseAreBadRequests(String query) throws Exception {
    server.onAir();

    assertThat(server.get(PLAYLIST + "?" + query).statusCode()).isEqualTo(400);
    assertThat(server.feed().waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "video/index.m3u8",
        "audio/init-1.mp4",
        "audio/1.m4s",
        "audio/1.0.m4s",
        "audio/none.txt",
        "audio/99999999999999999.m4s",
        "audio/01.m4s",
        "audio2/index.m3u8",
        "AUDIO/index.m3u8"
      })
  void whatNobodyWasToldOfIsNotThere(String file) throws Exception {
    server.onAir();

    assertThat(server.get("/live/demo/" + file).statusCode()).isEqualTo(404);
    assertThat(server.feed().waiting()).isZero();
  }

  @Test
  void aClientThatGoesAwayNoLongerWaits() throws Exception {
    server.onAir();
    Segment open = segments().getLast();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String path = PLAYLIST + "?_HLS_msn=" + open.sequence();
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: a\r\n\r\n"
                  .formatted(path)
                  .getBytes(StandardCharsets.US_ASCII));
      until(() -> server.feed().waiting() == 1);
    }

    until(() -> server.feed().waiting() == 0);
  }

  @Test
  void tooManyWhoWaitAreToldToComeAgain() throws Exception {
    PublisherLease lease = server.onAir();
    String next = PLAYLIST + "?_HLS_msn=" + segments().getLast().sequence();
    var first = server.later(next);
    var second = server.later(next);
    var third = server.later(next);
    until(() -> server.feed().waiting() == LiveServer.MAX_WAITERS);

    var fourth = server.get(next);

    assertThat(fourth.statusCode()).isEqualTo(503);
    assertThat(fourth.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(server.feed().refusedWaiters()).isEqualTo(1);
    server.sound(lease, 3);
    for (var waiting : List.of(first, second, third)) {
      assertThat(waiting.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoeverWaitsForAStreamThatEndsGetsItsEnd() throws Exception {
    PublisherLease lease = server.onAir();
    var waiting = server.later(PLAYLIST + "?_HLS_msn=" + (segments().getLast().sequence() + 1));
    var hint = server.later("/live/demo/audio/" + segments().getLast().nextPart().fileName());
    until(() -> server.feed().waiting() == 2);

    lease.end();
    server.registry.tick(server.clock.monotonicNanos());
    server.await(now -> now.state() == State.ENDED);

    assertThat(waiting.get(60, TimeUnit.SECONDS).body()).contains("#EXT-X-ENDLIST");
    assertThat(hint.get(60, TimeUnit.SECONDS).statusCode()).isIn(200, 404);
    assertThat(server.get(PLAYLIST).body()).contains("#EXT-X-ENDLIST");
  }

  @Test
  void whoeverWaitsWhileTheServerStopsIsTold() throws Exception {
    server.onAir();
    var feed = server.feed();
    var waiting = server.later(PLAYLIST + "?_HLS_msn=" + segments().getLast().sequence());
    until(() -> feed.waiting() == 1);

    server.channels.close();

    assertThat(waiting.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
  }

  private Presentation now() {
    return server.feed().current().orElseThrow().presentation();
  }

  private List<Segment> segments() {
    return now().currentPeriod().leader().segments();
  }

  private String firstSegment() {
    return "/live/demo/audio/"
        + new MediaName.SegmentFile(segments().getFirst().startTicks()).fileName();
  }

  private String header() {
    return "/live/demo/audio/" + new MediaName.Header(now().currentPeriod().id()).fileName();
  }

  private static String tag(HttpHeaders headers) {
    return headers.firstValue("etag").orElseThrow();
  }
}
