package dev.weir.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TcpListenerTest {
  private static final TcpOptions OPTIONS = new TcpOptions("127.0.0.1", 0, 10, 10, 1 << 20);

  private static Loops loops;

  @BeforeAll
  static void startLoops() {
    loops = Loops.start(2);
  }

  @AfterAll
  static void closeLoops() {
    loops.close();
  }

  @Test
  void echoesThroughAHandler() throws Exception {
    try (var listener = listen(OPTIONS, Echo::new);
        var socket = connect(listener)) {
      socket.getOutputStream().write("hello".getBytes(US_ASCII));

      assertThat(socket.getInputStream().readNBytes(5)).asString(US_ASCII).isEqualTo("hello");
    }
  }

  @Test
  void tellsAHandlerThatItsPeerHasGone() throws Exception {
    var echo = new Echo();
    try (var listener = listen(OPTIONS, () -> echo)) {
      connect(listener).close();

      assertThat(echo.closeReason()).isEqualTo(CloseReason.CLOSED_BY_PEER);
    }
  }

  @Test
  void endsOneConnectionWhoseHandlerThrowsAndNoOther() throws Exception {
    var failing = new FailingOnBytes();
    var handlers = List.of(failing, new Echo()).iterator();
    try (var listener = listen(OPTIONS, handlers::next);
        var first = connect(listener)) {
      first.getOutputStream().write(1);
      assertThat(first.getInputStream().read()).isEqualTo(-1);
      try (var second = connect(listener)) {
        second.getOutputStream().write(2);

        assertThat(second.getInputStream().read()).isEqualTo(2);
      }
      assertThat(failing.closeReason()).isEqualTo(CloseReason.HANDLER_FAILED);
      assertThat(listener.stats().handlerFailures()).isEqualTo(1);
    }
  }

  @Test
  void closesAndCountsConnectionsBeyondTheLimit() throws Exception {
    var options = new TcpOptions("127.0.0.1", 0, 10, 1, 1 << 20);
    try (var listener = listen(options, Echo::new);
        var first = connect(listener)) {
      first.getOutputStream().write(1);
      assertThat(first.getInputStream().read()).isEqualTo(1);
      try (var second = connect(listener)) {
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(listener.stats().refused()).isEqualTo(1);
      assertThat(listener.stats().accepted()).isEqualTo(1);
    }
  }

  @Test
  void closesAPeerThatDoesNotReadOnceTheBoundIsReached() throws Exception {
    var flooding = new Flooding();
    try (var listener = listen(OPTIONS, () -> flooding);
        var socket = connect(listener)) {
      assertThat(flooding.closeReason()).isEqualTo(CloseReason.SEND_QUEUE_FULL);
      assertThat(socket.isConnected()).isTrue();
      assertThat(listener.stats().queueFull()).isEqualTo(1);
    }
  }

  @Test
  void saysWhenAFullQueueHasRoomAgain() throws Exception {
    var filling = new Filling();
    try (var listener = listen(OPTIONS, () -> filling);
        var socket = connect(listener)) {
      int left = filling.sentBytes.get(60, TimeUnit.SECONDS);
      socket.getInputStream().skipNBytes(left);

      assertThat(filling.writable.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void sendsWhatIsQueuedBeforeItCloses() throws Exception {
    var farewell =
        new Echo() {
          @Override
          public void onOpen(TcpConnection opened) {
            opened.send(Bytes.wrap("goodbye".getBytes(US_ASCII)));
            opened.closeAfterFlush();
          }
        };
    try (var listener = listen(OPTIONS, () -> farewell);
        var socket = connect(listener)) {
      assertThat(socket.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("goodbye");
      assertThat(farewell.closeReason()).isEqualTo(CloseReason.CLOSED_HERE);
    }
  }

  @Test
  void runsATimerOnTheLoopOfItsConnection() throws Exception {
    var onLoop = new CompletableFuture<Boolean>();
    var timed =
        new Echo() {
          @Override
          public void onOpen(TcpConnection opened) {
            opened.schedule(Duration.ofMillis(1), () -> onLoop.complete(opened.loop().isCurrent()));
          }
        };
    try (var listener = listen(OPTIONS, () -> timed);
        var socket = connect(listener)) {
      assertThat(onLoop.get(60, TimeUnit.SECONDS)).isTrue();
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void endsItsConnectionsWhenItCloses() throws Exception {
    var echo = new Echo();
    var listener = listen(OPTIONS, () -> echo);
    try (var socket = connect(listener)) {
      socket.getOutputStream().write(1);
      socket.getInputStream().read();

      listener.close();

      assertThat(echo.closeReason()).isEqualTo(CloseReason.SHUTTING_DOWN);
    }
  }

  @Test
  void endsWhatItHadAcceptedButNotBegunWhenItCloses() throws Exception {
    var released = new CountDownLatch(1);
    try (var busy = Loops.start(1)) {
      var listener = TcpListener.bind(busy, OPTIONS, Echo::new);
      busy.next().execute(() -> await(released));
      try (var socket = connect(listener)) {
        listener.close();
        released.countDown();

        assertThat(hasEnded(socket)).isTrue();
      }
    }
  }

  @Test
  void namesThePortThatIsInUse() throws Exception {
    try (var listener = listen(OPTIONS, Echo::new)) {
      var same = new TcpOptions("127.0.0.1", listener.boundPort(), 1, 1, 1024);

      assertThatThrownBy(() -> listen(same, Echo::new))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + listener.boundPort());
    }
  }

  private static TcpListener listen(TcpOptions options, Supplier<ConnectionHandler> handlers)
      throws IOException {
    return TcpListener.bind(loops, options, handlers);
  }

  private static Socket connect(TcpListener listener) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), listener.boundPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static void await(CountDownLatch released) {
    try {
      released.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasEnded(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static class Echo implements ConnectionHandler {
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private TcpConnection connection;

    @Override
    public void onOpen(TcpConnection opened) {
      connection = opened;
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
      connection.send(Bytes.copyOf(bytes));
    }

    @Override
    public void onClosed(CloseReason reason) {
      closed.complete(reason);
    }

    CloseReason closeReason() throws Exception {
      return closed.get(60, TimeUnit.SECONDS);
    }
  }

  private static final class FailingOnBytes extends Echo {
    @Override
    public void onBytes(ByteBuffer bytes) {
      throw new IllegalStateException("a fault on purpose");
    }
  }

  private static final class Flooding extends Echo {
    private static final Bytes BLOCK = Bytes.wrap(new byte[1 << 16]);

    @Override
    public void onOpen(TcpConnection opened) {
      for (int i = 0; i < 17; i++) {
        opened.send(BLOCK);
      }
    }
  }

  private static final class Filling extends Echo {
    private static final int BLOCK = 1 << 16;

    private final CompletableFuture<Integer> sentBytes = new CompletableFuture<>();
    private final CompletableFuture<Boolean> writable = new CompletableFuture<>();
    private TcpConnection connection;

    @Override
    public void onOpen(TcpConnection opened) {
      connection = opened;
      int sent = 0;
      for (; connection.isWritable(); sent += BLOCK) {
        connection.send(Bytes.wrap(new byte[BLOCK]));
      }
      sentBytes.complete(sent);
    }

    @Override
    public void onWritable() {
      writable.complete(connection.isWritable());
    }
  }
}
