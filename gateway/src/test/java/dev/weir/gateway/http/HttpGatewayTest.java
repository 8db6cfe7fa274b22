package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.net.CidrBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGatewayTest {
  @AutoClose private final LiveServer server = new LiveServer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/live",
        "/live/demo",
        "/live/demo/",
        "/live/demo/index.txt",
        "/api",
        "/api/v1",
        "/api/v2/live",
        "/live/unknown/index.m3u8",
        "/live/wk_demo/index.m3u8",
        "/live/a.b/index.mpd",
        "/assets/none.js",
        "/watch/live/a.b",
        "/watch/vod/a.b",
        "/watch/vod",
        "/console/x",
        "/live/demo/video/index.m3u8/x",
        "/META-INF",
        "/application.yaml",
        "/logback-test.xml",
        "/assets/LogCapture.class",
        "/live/CON/index.m3u8"
      })
  void whatIsNotThereIsAProblemDocument(String path) throws InterruptedException {
    var answer = server.get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(answer.body()).contains("\"status\":404", "\"detail\":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/assets/../index.html",
        "/assets/%2e%2e/index.html",
        "/assets/..%2findex.html",
        "/live/demo/%2e%2e/%2e%2e/etc/passwd",
        "/live/demo/audio/..%00.m4s",
        "/assets/..\\index.html",
        "//etc/passwd",
        "/%c0%ae%c0%ae/etc/passwd",
        "/live/%ff/index.m3u8",
        "http://other/../x"
      })
  void noPathClimbsOut(String path) throws IOException {
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .matches("HTTP/1.1 4(00|04) .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?%", "?_HLS_msn=%zz", "?a=%c3%28&b=%1", "?%f"})
  void aQueryThatCannotBeDecodedIsABadRequest(String query) throws Exception {
    server.onAir();

    assertThat(
            raw(
                "GET /live/demo/audio/index.m3u8"
                    + query
                    + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(server.handlerFailures()).isZero();
  }

  @Test
  void letsPagesOfOtherOriginsRead() throws InterruptedException {
    var preflight =
        server.send(
            server
                .request("/live/demo/index.m3u8")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Access-Control-Request-Headers", "range"));

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(preflight.headers().firstValue("access-control-allow-methods"))
        .hasValue("GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE");
    assertThat(preflight.headers().firstValue("access-control-allow-headers")).hasValue("range");
    assertThat(server.get("/api/v1/time").headers().firstValue("access-control-expose-headers"))
        .hasValueSatisfying(exposed -> assertThat(exposed).contains("Date", "ETag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void nothingCanBeWritten(String method) throws InterruptedException {
    var answer =
        server.send(
            server
                .request("/live/demo/index.m3u8")
                .method(method, HttpRequest.BodyPublishers.ofString("x")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD, OPTIONS");
  }

  @Test
  void tellsWhatIsOnAir() throws Exception {
    assertThat(server.get("/api/v1/live").body()).isEqualTo("{\"streams\":[]}");
    assertThat(server.get("/api/v1/live/demo").statusCode()).isEqualTo(404);
    server.onAir();

    var all = server.get("/api/v1/live");
    var one = server.get("/api/v1/live/demo");

    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(all.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(all.body()).contains("\"name\":\"demo\"", "\"state\":\"live\"", "\"viewers\":0");
    assertThat(one.body())
        .contains("\"onAirSince\":\"2025-11-20T22:00:00Z\"", "\"codec\":\"mp4a.40.2\"")
        .contains("\"sampleRate\":48000", "\"channels\":2");
    assertThat(all.body()).isEqualTo("{\"streams\":[" + one.body() + "]}");
  }

  @Test
  void tellsWhoItIsAndWhatTimeItIs() throws InterruptedException {
    assertThat(server.get("/api/v1/server").body())
        .contains(
            "\"name\":\"Weir\"",
            "\"version\":\"1.2.3\"",
            "\"rtmpPort\":1935",
            "\"rtmpsPort\":1936");
    assertThat(server.get("/api/v1/time").body()).isEqualTo("2025-11-20T22:00:00Z");
    assertThat(server.head("/api/v1/time").body()).isEmpty();
  }

  @Test
  void countsWhoeverFetchesPlaylists() throws Exception {
    server.onAir();
    assertThat(server.get("/api/v1/live/demo").body()).contains("\"viewers\":0");

    server.get("/live/demo/audio/index.m3u8", "User-Agent", "one");
    server.get("/live/demo/audio/index.m3u8", "User-Agent", "one");
    server.get("/live/demo/index.mpd", "User-Agent", "two");
    server.get("/live/demo/index.m3u8", "User-Agent", "three");
    server.clock.advance(Duration.ofSeconds(1));

    assertThat(server.get("/api/v1/live/demo").body()).contains("\"viewers\":2");
  }

  @Test
  void countsWhomATrustedProxyNames() throws Exception {
    try (var behindProxy = new LiveServer(List.of(CidrBlock.parse("127.0.0.1")))) {
      behindProxy.onAir();

      behindProxy.get("/live/demo/audio/index.m3u8", "X-Forwarded-For", "192.0.2.1");
      behindProxy.get("/live/demo/audio/index.m3u8", "X-Forwarded-For", "192.0.2.9, 192.0.2.1");
      behindProxy.get("/live/demo/index.mpd", "X-Forwarded-For", "192.0.2.2");
      behindProxy.clock.advance(Duration.ofSeconds(1));

      assertThat(behindProxy.get("/api/v1/live/demo").body()).contains("\"viewers\":2");
    }
  }

  @Test
  void countsNobodyWhomAnybodyNames() throws Exception {
    server.onAir();

    for (int i = 0; i < 5; i++) {
      server.get("/live/demo/audio/index.m3u8", "X-Forwarded-For", "192.0.2." + i);
    }
    server.clock.advance(Duration.ofSeconds(1));

    assertThat(server.get("/api/v1/live/demo").body()).contains("\"viewers\":1");
  }

  @ParameterizedTest
  @CsvSource({"/", "/watch/live/demo", "/watch/vod/a-b_C", "/console"})
  void saysSoWhereThePagesWereNotBuilt(String path) throws InterruptedException {
    var answer = server.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("built without its pages", "/live/NAME/index.m3u8");
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
  }

  /** The first line of the answer. */
  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("closed");
    }
  }
}
