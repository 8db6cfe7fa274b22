package dev.weir.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buffers that connections share, in clear text and over TLS. */
class TcpSendingTest {
  private static final TcpOptions OPTIONS = new TcpOptions("127.0.0.1", 0, 10, 10, 1 << 20);
  private static final int QUEUED_BYTES = 1 << 17;

  @TempDir private static Path folder;

  private static Loops loops;
  private static TlsCertificate certificate;

  @BeforeAll
  static void startLoops() throws Exception {
    loops = Loops.start(2);
    certificate = SelfSignedCertificate.ensure(folder, System.currentTimeMillis());
  }

  @AfterAll
  static void closeLoops() {
    loops.close();
  }

  @Test
  void sendsOneBufferToManyAndThenFreesIt() throws Exception {
    var buffer = SharedBuffer.copyOf(Bytes.wrap("shared".getBytes(US_ASCII)));
    var senders = List.of(new Sending(buffer), new Sending(buffer));
    try (var listener = TcpListener.bind(loops, OPTIONS, senders.iterator()::next);
        var first = connect(listener);
        var second = connect(listener)) {
      assertThat(first.getInputStream().readNBytes(6)).asString(US_ASCII).isEqualTo("shared");
      assertThat(second.getInputStream().readNBytes(6)).asString(US_ASCII).isEqualTo("shared");
      assertThat(listener.stats().sentBytes()).isEqualTo(12);
    }
    for (Sending sender : senders) {
      sender.closed.get(60, TimeUnit.SECONDS);
    }
    buffer.close();

    assertThatThrownBy(buffer::toBytes).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isWritableOnlyWhileLessIsQueuedThanWasAgreed() throws Exception {
    var buffer = SharedBuffer.copyOf(Bytes.wrap(new byte[1 << 14]));
    var filling = new Filling(buffer);
    try (buffer;
        var listener = TcpListener.bind(loops, OPTIONS, () -> filling);
        var socket = connect(listener)) {
      long queued = filling.queuedBytes.get(60, TimeUnit.SECONDS);
      assertThat(queued).isBetween((long) QUEUED_BYTES, 2L * QUEUED_BYTES);

      socket.getInputStream().skipNBytes(filling.writtenBytes);

      assertThat(filling.writableAgain.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void speaksTls() throws Exception {
    var buffer = SharedBuffer.copyOf(Bytes.wrap("secret".getBytes(US_ASCII)));
    try (buffer;
        var listener = TcpListener.bindTls(loops, OPTIONS, certificate, () -> new Sending(buffer));
        var socket =
            Trust.in(certificate)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), listener.boundPort())) {
      assertThat(socket.getInputStream().readNBytes(6)).asString(US_ASCII).isEqualTo("secret");
      assertThat(listener.stats().handlerFailures()).isZero();
    }
  }

  @Test
  void aPeerThatDoesNotSpeakTlsFailsByItsOwnFault() throws Exception {
    var nothing = new Sending(SharedBuffer.copyOf(Bytes.EMPTY));
    try (var listener = TcpListener.bindTls(loops, OPTIONS, certificate, () -> nothing);
        var socket = connect(listener)) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));

      assertThat(nothing.closed.get(60, TimeUnit.SECONDS)).isEqualTo(CloseReason.CONNECTION_FAILED);
      assertThat(listener.stats().handlerFailures()).isZero();
    }
  }

  @Test
  void saysThatACertificateCannotBeRead() {
    Path nowhere = folder.resolve("nowhere.pem");

    assertThatThrownBy(() ->
            TcpListener.bindTls(
                loops,
                OPTIONS,
                new TlsCertificate.Pem(nowhere, nowhere),
                () -> new Sending(SharedBuffer.copyOf(Bytes.EMPTY))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere.pem");
  }

  private static Socket connect(TcpListener listener) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), listener.boundPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static class Sending implements ConnectionHandler {
    final SharedBuffer buffer;
    final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    Sending(SharedBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public void onOpen(TcpConnection connection) {
      connection.write(buffer);
      connection.flush();
    }

    @Override
    public void onBytes(ByteBuffer bytes) {}

    @Override
    public void onClosed(CloseReason reason) {
      closed.complete(reason);
    }
  }

  private static final class Filling extends Sending {
    final CompletableFuture<Long> queuedBytes = new CompletableFuture<>();
    final CompletableFuture<Boolean> writableAgain = new CompletableFuture<>();
    volatile long writtenBytes;
    private TcpConnection connection;

    Filling(SharedBuffer buffer) {
      super(buffer);
    }

    @Override
    public void onOpen(TcpConnection opened) {
      connection = opened;
      opened.keepWritableBelow(QUEUED_BYTES);
      long written = 0;
      for (; opened.isWritable(); written += buffer.length()) {
        opened.write(buffer);
      }
      writtenBytes = written;
      queuedBytes.complete(opened.queuedBytes());
      opened.flush();
    }

    @Override
    public void onWritable() {
      writableAgain.complete(connection.isWritable());
    }
  }
}
