package dev.weir.bench;

import dev.weir.bench.FanOutPublisher.Tag;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Many who publish the same FLV file at once, each to a stream of its own ({@code crowd0}, {@code
 * crowd1} and so on), at its own speed, again and again. One that is turned away tries anew after
 * three seconds, as encoders do. Arguments: port, how many, file, seconds.
 */
final class PublishingCrowd {
  private static final int ANSWER_BYTES = 16_384;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final int port;
  private final List<Tag> tags;
  private final long endNanos;
  private final AtomicInteger onAir = new AtomicInteger();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();

  private PublishingCrowd(int port, List<Tag> tags, long endNanos) {
    this.port = port;
    this.tags = tags;
    this.endNanos = endNanos;
  }

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[1]);
    List<Tag> tags =
        FanOutPublisher.read(ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[2]))));
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.parseInt(arguments[3]));
    var crowd = new PublishingCrowd(Integer.parseInt(arguments[0]), tags, endNanos);
    var threads = new ArrayList<Thread>();
    for (int number = 0; number < count; number++) {
      String stream = "crowd" + number;
      threads.add(Thread.startVirtualThread(() -> crowd.publish(stream)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.printf(
        "%d let in, %d attempts turned away, %d cut off%n",
        crowd.onAir.get(), crowd.turnedAway.get(), crowd.broken.get());
  }

  private void publish(String stream) {
    while (System.nanoTime() < endNanos) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(RtmpBytes.client("publish", "live", stream));
        if (isLetIn(socket)) {
          onAir.incrementAndGet();
          sendAll(socket);
          return;
        }
        turnedAway.incrementAndGet();
      } catch (IOException hungUp) {
        broken.incrementAndGet();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static boolean isLetIn(Socket socket) throws IOException {
    var heard = new StringBuilder();
    var buffer = new byte[ANSWER_BYTES];
    while (true) {
      int length = socket.getInputStream().read(buffer);
      if (length < 0 || heard.indexOf("NetConnection.Connect.Rejected") >= 0) {
        return false;
      }
      heard.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
      if (heard.indexOf("NetStream.Publish.Start") >= 0) {
        return true;
      }
    }
  }

  private void sendAll(Socket socket) throws IOException {
    int lengthMillis = tags.getLast().millis() + 33;
    long began = System.nanoTime();
    for (int round = 0; ; round++) {
      for (Tag tag : tags) {
        int millis = round * lengthMillis + tag.millis();
        long due = began + TimeUnit.MILLISECONDS.toNanos(millis);
        if (due > endNanos) {
          return;
        }
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        socket
            .getOutputStream()
            .write(FanOutPublisher.message(tag.type(), millis, tag.body().array()));
      }
    }
  }
}
