package dev.weir.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpListenerTest {

  /** Gives a peer half a second to take an answer. */
  private static final HttpOptions SHORT_REST =
      LocalHttp.options(Duration.ofMillis(500), Duration.ofMillis(50), 100);

  /** Gives a peer 50 ms for a request. */
  private static final HttpOptions HASTY = LocalHttp.options(Duration.ofMillis(50), 100);

  @TempDir private static Path folder;
  private static TlsCertificate certificate;
  private static Loops loops;

  @BeforeAll
  static void start() throws IOException {
    certificate = SelfSignedCertificate.ensure(folder, System.currentTimeMillis());
    loops = Loops.start(2);
  }

  @AfterAll
  static void closeLoops() {
    loops.close();
  }

  @Test
  void answersInClearTextOverHttp11() throws Exception {
    try (var listener = plain(LocalHttp.OPTIONS, HttpListenerTest::sayHello);
        var client = HttpClient.newHttpClient()) {
      var answer = get(client, "http", listener);

      assertThat(answer.body()).isEqualTo("hello");
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  void answersOverTlsWithHttp2AndASelfSignedCertificate() throws Exception {
    try (var listener =
            HttpListener.tls(loops, LocalHttp.OPTIONS, certificate, HttpListenerTest::sayHello);
        var client = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build()) {
      var answer = get(client, "https", listener);

      assertThat(answer.body()).isEqualTo("hello");
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(Files.getPosixFilePermissions(folder.resolve("self-signed.p12")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(SelfSignedCertificate.ensure(folder, System.currentTimeMillis()))
          .isEqualTo(certificate);
    }
  }

  @Test
  void everyAnswerSaysWhenItWasMade() throws Exception {
    try (var plain = plain(LocalHttp.OPTIONS, HttpListenerTest::sayHello);
        var tls =
            HttpListener.tls(loops, LocalHttp.OPTIONS, certificate, HttpListenerTest::sayHello);
        var client = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build()) {
      for (var answer : List.of(get(client, "http", plain), get(client, "https", tls))) {
        assertThat(answer.headers().firstValue("date").orElseThrow())
            .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");
      }
    }
  }

  @Test
  void listensOnTwoFreePortsAtOnce() throws Exception {
    try (var one = plain(LocalHttp.OPTIONS, HttpListenerTest::sayHello);
        var other = plain(LocalHttp.OPTIONS, HttpListenerTest::sayHello)) {
      assertThat(one.boundPort()).isPositive().isNotEqualTo(other.boundPort());
    }
  }

  @Test
  void namesThePortThatIsInUse() throws Exception {
    try (var listener = plain(LocalHttp.OPTIONS, HttpListenerTest::sayHello)) {
      HttpOptions same = LocalHttp.at(listener.boundPort());

      assertThatThrownBy(() -> bindOnOtherLoops(same))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + listener.boundPort());
    }
  }

  @Test
  void answers500WhenTheHandlerThrows() throws Exception {
    Handler<HttpServerRequest> failing =
        _ -> {
          throw new IllegalStateException("a fault on purpose");
        };
    try (var listener = plain(LocalHttp.OPTIONS, failing);
        var client = HttpClient.newHttpClient()) {
      assertThat(get(client, "http", listener).statusCode()).isEqualTo(500);
      assertThat(listener.stats().handlerFailures()).isEqualTo(1);
    }
  }

  @Test
  void refusesABodyThatIsDeclaredTooLarge() throws Exception {
    try (var listener = plain(LocalHttp.OPTIONS, HttpListenerTest::sayHello);
        var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.boundPort() + "/"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1025]))
              .build();

      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    }
  }

  /** RFC 9113 §8.2.2 forbids connection options there; the connection lives on. */
  @Test
  void refusesOnlyTheStreamWhoseBodyIsDeclaredTooLarge() throws Exception {
    try (var listener =
            HttpListener.tls(loops, LocalHttp.OPTIONS, certificate, HttpListenerTest::sayHello);
        var client = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build()) {
      var tooLarge =
          HttpRequest.newBuilder(URI.create("https://localhost:" + listener.boundPort() + "/"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1025]))
              .build();

      var answer = client.send(tooLarge, BodyHandlers.ofString());

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.headers().firstValue("connection")).isEmpty();
      assertThat(get(client, "https", listener).body()).isEqualTo("hello");
      assertThat(listener.stats().open()).isEqualTo(1);
    }
  }

  @Test
  void refusesAnUriBeyondItsLimit() throws Exception {
    try (var listener = plain(LocalHttp.OPTIONS, HttpListenerTest::sayHello)) {
      assertThat(raw(listener, "GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
          .endsWith(" 414");
    }
  }

  @Test
  void refusesHeadersBeyondTheirLimit() throws Exception {
    try (var listener = plain(LocalHttp.OPTIONS, HttpListenerTest::sayHello)) {
      assertThat(
              raw(listener, "GET / HTTP/1.1\r\nHost: a\r\nA: " + "a".repeat(17_000) + "\r\n\r\n"))
          .endsWith(" 431");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "+5", "1,2", "99999999999999999999", "0x5", "\u0661"})
  void refusesALengthThatIsNone(String length) throws IOException {
    try (var listener = plain(LocalHttp.OPTIONS, HttpListenerTest::sayHello)) {
      assertThat(
              raw(listener, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n"))
          .isIn("HTTP/1.1 400", "HTTP/1.1 413", "closed");
      assertThat(listener.stats().handlerFailures()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: a\r\nA: ",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n12"
      })
  void closesWhatNeverBecomesAWholeRequest(String beginning) throws IOException {
    try (var listener = plain(HASTY, HttpListenerTest::sayHello);
        var socket = connect(listener)) {
      assertThat(answerUntilClosed(socket, beginning)).hasSizeLessThan(200);
      assertThat(listener.stats().tooSlow()).isEqualTo(1);
    }
  }

  /** The server may be done with it before all is sent. */
  private static byte[] answerUntilClosed(Socket socket, String request) throws IOException {
    try {
      write(socket, request);
      return socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      return new byte[0];
    }
  }

  @Test
  void waitsForAnAnswerLongerThanForARequest() throws Exception {
    var sent = new CountDownLatch(1);
    Handler<HttpServerRequest> slow =
        asked -> loops.schedule(Duration.ofMillis(300), () -> asked.response().end("late"));
    try (var oneLoop = Loops.start(1);
        var listener = HttpListener.plain(oneLoop, HASTY, slow)) {
      oneLoop.next().execute(() -> await(sent));
      try (var socket = connect(listener)) {
        write(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        sent.countDown();
        readUntil(socket, "late");
        write(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        readUntil(socket, "late");
      }
      assertThat(listener.stats().tooSlow()).isZero();
    }
  }

  private static void readUntil(Socket socket, String end) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int octet = socket.getInputStream().read();
      assertThat(octet).as("after " + text).isNotNegative();
      text.append((char) octet);
    }
  }

  /**
   * Other requests keep its connection busy, so that it never idles. Where this machine is too busy
   * for that, there is another connection.
   */
  @Test
  @Timeout(120)
  void closesAnHttp2ConnectionThatDoesNotTakeAnAnswer() throws Exception {
    Buffer moreThanAWindow = Buffer.buffer(new byte[40 << 20]);
    Handler<HttpServerRequest> handler =
        asked ->
            asked
                .response()
                .end(asked.path().equals("/untaken") ? moreThanAWindow : Buffer.buffer("hello"));
    var client = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build();
    try (var listener = HttpListener.tls(loops, SHORT_REST, certificate, handler)) {
      while (listener.stats().tooSlow() == 0) {
        askForWhatIsNotTaken(client, listener);
        while (listener.stats().tooSlow() == 0
            && getUnlessClosed(client, listener).equals("hello")) {
          // It is not idle.
        }
      }

      assertThat(listener.stats().tooSlow()).isEqualTo(1);
    } finally {
      client.shutdownNow();
    }
  }

  private static void askForWhatIsNotTaken(HttpClient client, HttpListener listener)
      throws InterruptedException {
    try {
      client.send(request("https", listener, "/untaken"), BodyHandlers.ofPublisher());
    } catch (IOException closed) {
      // It was idle.
    }
  }

  @Test
  void closesConnectionsBeyondTheLimit() throws Exception {
    var options = LocalHttp.options(Duration.ofSeconds(10), 1);
    try (var listener = plain(options, HttpListenerTest::sayHello);
        var client = HttpClient.newHttpClient()) {
      get(client, "http", listener);

      assertThat(raw(listener, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo("closed");
      assertThat(listener.stats().refused()).isEqualTo(1);
    }
  }

  @Test
  void finishesAnswersThatAreUnderWayWhenItCloses() throws Exception {
    var requested = new CountDownLatch(1);
    var request = new CompletableFuture<HttpServerRequest>();
    Handler<HttpServerRequest> slow =
        asked -> {
          request.complete(asked);
          requested.countDown();
        };
    var listener = plain(LocalHttp.OPTIONS, slow);
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.sendAsync(request("http", listener), BodyHandlers.ofString());
      requested.await();
      var closing = CompletableFuture.runAsync(() -> listener.close(Duration.ofSeconds(20)));
      request.get().response().end("late but whole");

      assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo("late but whole");
      closing.get(60, TimeUnit.SECONDS);
      assertThat(listener.stats().open()).isZero();
    }
  }

  private static void sayHello(HttpServerRequest request) {
    request.response().end("hello");
  }

  private static String getUnlessClosed(HttpClient client, HttpListener listener) throws Exception {
    try {
      return get(client, "https", listener).body();
    } catch (IOException closed) {
      return "closed";
    }
  }

  private static HttpListener plain(HttpOptions options, Handler<HttpServerRequest> handler)
      throws IOException {
    return HttpListener.plain(loops, options, handler);
  }

  /** Servers of the same loops would share the port. */
  private static void bindOnOtherLoops(HttpOptions options) throws IOException {
    try (var others = Loops.start(1)) {
      HttpListener.plain(others, options, HttpListenerTest::sayHello);
    }
  }

  private static HttpRequest request(String scheme, HttpListener listener) {
    return request(scheme, listener, "/");
  }

  private static HttpRequest request(String scheme, HttpListener listener, String path) {
    return HttpRequest.newBuilder(
            URI.create("%s://localhost:%d%s".formatted(scheme, listener.boundPort(), path)))
        .build();
  }

  private static HttpResponse<String> get(HttpClient client, String scheme, HttpListener listener)
      throws Exception {
    return client.send(request(scheme, listener), BodyHandlers.ofString());
  }

  private static Socket connect(HttpListener listener) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), listener.boundPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String raw(HttpListener listener, String request) throws IOException {
    try (var socket = connect(listener)) {
      write(socket, request);
      var answer = socket.getInputStream().readNBytes(12);
      return answer.length == 0 ? "closed" : new String(answer, StandardCharsets.US_ASCII);
    } catch (SocketException reset) {
      return "closed";
    }
  }
}
