package dev.weir.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.net.IncomingBody.End;
import dev.weir.net.IncomingBody.Pace;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingBodyTest {
  private static final int FILM_BYTES = 20 << 20;
  private static final Pace HASTY = new Pace(Duration.ofSeconds(1), 1000);

  @TempDir private static Path folder;
  private static Loops loops;
  private static TlsCertificate certificate;

  @BeforeAll
  static void start() throws Exception {
    loops = Loops.start(1);
    certificate = SelfSignedCertificate.ensure(folder, System.currentTimeMillis());
  }

  @AfterAll
  static void stop() {
    loops.close();
  }

  /** Collects a body, and takes a block only when the test says so. */
  private static final class Collected implements IncomingBody.Receiver {
    final BlockingQueue<ByteBuffer> given = new ArrayBlockingQueue<>(10);
    final BlockingQueue<End> ends = new ArrayBlockingQueue<>(10);
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    volatile IncomingBody body;
    volatile HttpServerRequest request;
    private final Pace pace;

    Collected(Pace pace) {
      this.pace = pace;
    }

    Handler<HttpServerRequest> handler() {
      return asked -> {
        request = asked.pause();
        body = IncomingBody.begin(asked, pace, this);
      };
    }

    @Override
    public void receive(ByteBuffer block) {
      given.add(block);
    }

    @Override
    public void ended(End end) {
      ends.add(end);
    }

    /** Takes the next block; how long it is. */
    int take() throws InterruptedException {
      ByteBuffer block = given.poll(60, TimeUnit.SECONDS);
      byte[] copy = new byte[block.remaining()];
      block.get(copy);
      bytes.writeBytes(copy);
      body.taken(block);
      return copy.length;
    }

    End takeAll() throws InterruptedException {
      while (ends.isEmpty()) {
        if (given.peek() != null) {
          take();
        } else {
          Thread.onSpinWait();
        }
      }
      return ends.take();
    }
  }

  @Test
  void givesOutABlockOnceTheOneBeforeWasTaken() throws Exception {
    byte[] film = film();
    var collected = new Collected(Pace.DEFAULT);
    try (var listener = HttpListener.plain(loops, options(), collected.handler());
        var socket = connect(listener)) {
      Thread sender =
          Thread.startVirtualThread(() -> {
            try {
              write(
                  socket,
                  "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: " + film.length + "\r\n\r\n");
              socket.getOutputStream().write(film);
            } catch (java.io.IOException failed) {
              throw new java.io.UncheckedIOException(failed);
            }
          });

      for (int i = 0; i < 10; i++) {
        assertThat(collected.take()).isLessThanOrEqualTo(IncomingBody.BLOCK_BYTES);
        assertThat(collected.given.size()).isLessThanOrEqualTo(1);
      }
      assertThat(collected.takeAll()).isEqualTo(End.WHOLE);

      assertThat(collected.bytes.toByteArray()).isEqualTo(film);
      sender.join();
    }
  }

  @Test
  void comesOverHttp2Too() throws Exception {
    byte[] film = film();
    var collected = new Collected(Pace.DEFAULT);
    try (var listener = HttpListener.tls(loops, options(), certificate, collected.handler());
        var client = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build()) {
      var answer =
          client.sendAsync(
              put("https", listener, BodyPublishers.ofByteArray(film)), BodyHandlers.ofString());

      assertThat(collected.takeAll()).isEqualTo(End.WHOLE);
      assertThat(collected.bytes.toByteArray()).isEqualTo(film);
      collected.request.response().end("thanks");
      HttpResponse<String> thanks = answer.get(60, TimeUnit.SECONDS);
      assertThat(thanks.body()).isEqualTo("thanks");
      assertThat(thanks.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }
  }

  @Test
  void givesOutWhatHadComeWhenItBreaks() throws Exception {
    var collected = new Collected(Pace.DEFAULT);
    try (var listener = HttpListener.plain(loops, options(), collected.handler())) {
      try (var socket = connect(listener)) {
        write(socket, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
      }

      assertThat(collected.takeAll()).isEqualTo(End.BROKEN);
      assertThat(collected.bytes.toString(StandardCharsets.US_ASCII)).isIn("", "abc");
    }
  }

  @Test
  void endsWhatComesTooSlowly() throws Exception {
    var collected = new Collected(HASTY);
    try (var listener = HttpListener.plain(loops, options(), collected.handler());
        var socket = connect(listener)) {
      write(socket, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\nabc");

      assertThat(collected.takeAll()).isEqualTo(End.SLOW);
      assertThat(collected.bytes.toString(StandardCharsets.US_ASCII)).isEqualTo("abc");
    }
  }

  @Test
  void answersOverHttp2WhoWasRefusedInTheMidst() throws Exception {
    Handler<HttpServerRequest> refusal =
        asked -> {
          asked.pause();
          asked.response().setStatusCode(409).end("no");
          IncomingBody.passOver(asked);
        };
    try (var listener = HttpListener.tls(loops, options(), certificate, refusal);
        var client = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build()) {
      for (int i = 0; i < 3; i++) {
        var answer =
            client.send(
                put("https", listener, BodyPublishers.ofByteArray(film())),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(409);
      }
      assertThat(listener.stats().open()).isEqualTo(1);
    }
  }

  @Test
  void mayBeLongOnlyWhereThatIsAllowed() throws Exception {
    Handler<HttpServerRequest> handler = asked -> asked.response().end("hello");
    var options =
        LocalHttp.OPTIONS.withLongBodies(asked -> String.valueOf(asked.path()).equals("/long"));
    try (var listener = HttpListener.plain(loops, options, handler);
        var socket = connect(listener)) {
      write(socket, "PUT /short HTTP/1.1\r\nHost: a\r\nContent-Length: 1025\r\n\r\n");
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .endsWith("413");
    }
  }

  private static HttpOptions options() {
    return LocalHttp.OPTIONS.withLongBodies(_ -> true);
  }

  private static byte[] film() {
    byte[] film = new byte[FILM_BYTES];
    new Random(1).nextBytes(film);
    return film;
  }

  private static HttpRequest put(
      String scheme, HttpListener listener, HttpRequest.BodyPublisher body) {
    return HttpRequest.newBuilder(
            URI.create("%s://localhost:%d/".formatted(scheme, listener.boundPort())))
        .PUT(body)
        .build();
  }

  private static Socket connect(HttpListener listener) throws java.io.IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), listener.boundPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws java.io.IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
