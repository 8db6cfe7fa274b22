package dev.weir.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.Bytes;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HttpBodyTest {
  /** More than the buffers of two sockets hold, of which one is small. */
  private static final int BODY_BYTES = 8 << 20;

  private static final int RECEIVE_BUFFER_BYTES = 256 << 10;

  @AutoClose private final Loops loops = Loops.start(1);

  @ParameterizedTest
  @ValueSource(ints = {1000, 262_144, BODY_BYTES})
  void sendsEveryOctetInItsOrder(int pieceBytes) throws Exception {
    byte[] body = new byte[BODY_BYTES];
    new Random(1).nextBytes(body);
    List<Bytes> pieces = cut(Bytes.wrap(body), pieceBytes);
    try (var listener =
            HttpListener.plain(loops, LocalHttp.OPTIONS, request -> send(request, pieces));
        var socket = ask(listener, SocketFactory.getDefault())) {
      byte[] answer = socket.getInputStream().readAllBytes();

      int begin = answer.length - BODY_BYTES;
      assertThat(Arrays.mismatch(answer, begin, answer.length, body, 0, BODY_BYTES)).isNegative();
    }
  }

  @Test
  void keepsBackWhatTheClientDoesNotTake() throws Exception {
    var answering = new CompletableFuture<HttpServerResponse>();
    try (var listener =
            HttpListener.plain(loops, LocalHttp.OPTIONS, request -> answer(request, answering));
        var socket = ask(listener, SocketFactory.getDefault())) {
      assertKeepsBack(answering.get(), socket);
    }
  }

  @Test
  void encryptsNothingThatTheClientDoesNotTake(@TempDir Path folder) throws Exception {
    var certificate = SelfSignedCertificate.ensure(folder, System.currentTimeMillis());
    var answering = new CompletableFuture<HttpServerResponse>();
    try (var listener =
            HttpListener.tls(
                loops, LocalHttp.OPTIONS, certificate, request -> answer(request, answering));
        var socket = ask(listener, Trust.in(certificate).getSocketFactory())) {
      assertKeepsBack(answering.get(), socket);
    }
  }

  @Test
  void leavesWhereItIsWhatTheClientDoesNotTake() throws Exception {
    var source = new Passing(BODY_BYTES);
    try (var listener =
            HttpListener.plain(loops, LocalHttp.OPTIONS, request -> send(request, source));
        var socket = ask(listener, SocketFactory.getDefault())) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(source.furthest).isLessThan(BODY_BYTES);

      assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThan(BODY_BYTES);
      assertThat(source.furthest).isEqualTo(BODY_BYTES);
    }
  }

  @Test
  void breaksOffWhatIsGoneBeforeItWasSent() throws Exception {
    var source = new Passing(BODY_BYTES / 2);
    try (var listener =
            HttpListener.plain(loops, LocalHttp.OPTIONS, request -> send(request, source));
        var socket = ask(listener, SocketFactory.getDefault())) {
      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(BODY_BYTES);
    }
  }

  @Test
  void saysOverHttp2ThatWhatItBrokeOffIsNotTheWhole(@TempDir Path folder) throws Exception {
    var certificate = SelfSignedCertificate.ensure(folder, System.currentTimeMillis());
    var source = new Passing(BODY_BYTES / 2);
    try (var listener =
            HttpListener.tls(
                loops, LocalHttp.OPTIONS, certificate, request -> grow(request, source));
        var client = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build()) {
      var address = URI.create("https://localhost:%d/".formatted(listener.boundPort()));
      var request = HttpRequest.newBuilder(address).build();

      assertThatThrownBy(() -> client.send(request, BodyHandlers.ofByteArray()))
          .hasMessageContaining("Internal error");
    }
  }

  /** With no length that would tell. */
  private static void grow(HttpServerRequest request, ByteSource source) {
    new HttpBody(request.response()).end(source);
  }

  /** Of which only the beginning is there. */
  private static final class Passing implements ByteSource {
    private final long end;
    private volatile long furthest;

    Passing(long end) {
      this.end = end;
    }

    @Override
    public long length() {
      return BODY_BYTES;
    }

    @Override
    public List<Bytes> read(long from, long to) throws IOException {
      if (to > end) {
        throw new IOException("gone");
      }
      furthest = to;
      return List.of(Bytes.wrap(new byte[(int) (to - from)]));
    }
  }

  private static void answer(
      HttpServerRequest request, CompletableFuture<HttpServerResponse> answering) {
    send(request, cut(Bytes.wrap(new byte[BODY_BYTES]), 1 << 20));
    answering.complete(request.response());
  }

  private static void assertKeepsBack(HttpServerResponse response, Socket socket)
      throws IOException {
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    assertThat(response.ended()).isFalse();

    assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThan(BODY_BYTES);
    assertThat(response.ended()).isTrue();
  }

  private static List<Bytes> cut(Bytes body, int pieceBytes) {
    var pieces = new ArrayList<Bytes>();
    for (int at = 0; at < body.length(); at += pieceBytes) {
      pieces.add(body.slice(at, Math.min(at + pieceBytes, body.length())));
    }
    return pieces;
  }

  private static void send(HttpServerRequest request, List<Bytes> pieces) {
    send(request, ByteSource.of(pieces));
  }

  private static void send(HttpServerRequest request, ByteSource source) {
    request.response().putHeader("Content-Length", Integer.toString(BODY_BYTES));
    HttpBody.send(request.response(), source);
  }

  private static Socket ask(HttpListener listener, SocketFactory sockets) throws IOException {
    Socket socket = sockets.createSocket();
    socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.boundPort()));
    socket.setSoTimeout(60_000);
    socket
        .getOutputStream()
        .write(
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
