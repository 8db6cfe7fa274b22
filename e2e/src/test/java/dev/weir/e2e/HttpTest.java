package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What caches and other clients of HTTP rely on, on a stream that is on air. */
class HttpTest {
  private static final String ROOT = "/live/http/";

  @TempDir private static Path data;
  private static LiveServer server;
  private static Publisher publisher;

  @BeforeAll
  static void publish() throws Exception {
    server = LiveServer.start(data);
    publisher = Publisher.endless(Footage.PLAIN, server.rtmp("http"));
    server.awaitOnAir("http");
    String begun = server.get(ROOT + "video/index.m3u8").body();
    long first = MediaPlaylist.parse(begun).mediaSequence();
    server.get(ROOT + "video/index.m3u8?_HLS_msn=" + first);
  }

  @AfterAll
  static void stop() throws Exception {
    publisher.close();
    server.close();
  }

  @Test
  void playlistsAreCompressedForWhoCanReadThat() throws Exception {
    HttpResponse<byte[]> packed =
        server.getBytes(server.http(ROOT + "index.m3u8"), "Accept-Encoding", "gzip");
    HttpResponse<String> plain = server.get(ROOT + "index.m3u8");

    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(unpack(packed.body())).startsWith("#EXTM3U").contains("video/index.m3u8");
  }

  private static String unpack(byte[] packed) throws Exception {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoHasItAlreadyIsTold304() throws Exception {
    URI segment = segment();
    String tag = server.getBytes(segment).headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> again = server.getBytes(segment, "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).hasValue(tag);
  }

  @Test
  void headTellsWhatGetWould() throws Exception {
    URI segment = segment();
    HttpResponse<byte[]> get = server.getBytes(segment);

    HttpResponse<byte[]> head =
        server.send(LiveServer.request(segment).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(get.body().length);
    for (String header : new String[] {"Content-Type", "ETag", "Cache-Control"}) {
      assertThat(head.headers().firstValue(header)).isEqualTo(get.headers().firstValue(header));
    }
  }

  @Test
  void rangesAreServed() throws Exception {
    URI segment = segment();
    byte[] whole = server.getBytes(segment).body();

    HttpResponse<byte[]> middle = server.getBytes(segment, "Range", "bytes=10-19");
    HttpResponse<byte[]> end = server.getBytes(segment, "Range", "bytes=-5");
    HttpResponse<byte[]> beyond =
        server.getBytes(segment, "Range", "bytes=%d-".formatted(whole.length));

    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
    assertThat(middle.headers().firstValue("Content-Range"))
        .hasValue("bytes 10-19/" + whole.length);
    assertThat(end.body()).isEqualTo(Arrays.copyOfRange(whole, whole.length - 5, whole.length));
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */" + whole.length);
  }

  @Test
  void cachesKeepMediaLongAndPlaylistsShortly() throws Exception {
    assertThat(cacheControl(segment())).contains("max-age=86400").contains("immutable");
    assertThat(cacheControl(server.http(ROOT + "video/index.m3u8"))).isEqualTo("public, max-age=1");
    assertThat(cacheControl(server.http(ROOT + "index.mpd")))
        .isEqualTo("public, max-age=0, s-maxage=1");
    assertThat(cacheControl(server.http(ROOT + "index.m3u8"))).isEqualTo("public, max-age=2");
    assertThat(cacheControl(server.http(ROOT + "no-such-file"))).isEqualTo("max-age=1");
  }

  private static String cacheControl(URI address) throws Exception {
    return server.getBytes(address).headers().firstValue("Cache-Control").orElse("");
  }

  @Test
  void pagesOfOtherOriginsMayPlay() throws Exception {
    HttpResponse<String> playlist =
        server.get(ROOT + "index.m3u8", "Origin", "https://example.com");
    HttpResponse<byte[]> preflight =
        server.send(
            LiveServer.request(
                    segment(),
                    "Origin",
                    "https://example.com",
                    "Access-Control-Request-Method",
                    "GET",
                    "Access-Control-Request-Headers",
                    "range")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(playlist.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers")).hasValue("range");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("GET");
  }

  @Test
  void nothingCanBeWritten() throws Exception {
    HttpResponse<byte[]> answer =
        server.send(
            LiveServer.request(server.http(ROOT + "index.m3u8"))
                .POST(BodyPublishers.ofString("hello")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
  }

  @Test
  void http2IsSpokenOverTls() throws Exception {
    try (var client = HttpClient.newBuilder().sslContext(Trust.inTheServerOf(data)).build()) {
      var request = LiveServer.request(server.https(ROOT + "index.m3u8")).build();

      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

      System.out.printf("%s %d%n", answer.version(), answer.statusCode());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).startsWith("#EXTM3U");
    }
  }

  private static URI segment() throws Exception {
    String text = server.get(ROOT + "video/index.m3u8").body();
    String uri = MediaPlaylist.parse(text).completeSegments().getLast().uri();
    return server.http(ROOT + "video/" + uri);
  }
}
