package dev.weir.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Plays one stream over RTMP many times on one thread, and reads the clock in each frame. Prints
 * {@code begin} when it begins to measure, and {@code end} with what it has measured. Needs the JDK
 * alone. Arguments: port, stream, players, seconds of warm-up, seconds.
 */
final class FanOutAudience {
  private static final int MOST_LATENCIES = 20_000_000;

  private final List<PlayedChunks> players = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);
  private final int[] latenciesMicros = new int[MOST_LATENCIES];
  private int latencies;
  private boolean isMeasuring;

  private FanOutAudience() {}

  public static void main(String[] arguments) throws Exception {
    var audience = new FanOutAudience();
    try (Selector selector = Selector.open()) {
      int count = Integer.parseInt(arguments[2]);
      for (int i = 0; i < count; i++) {
        audience.connect(selector, Integer.parseInt(arguments[0]), arguments[1]);
        audience.run(selector, TimeUnit.MILLISECONDS.toNanos(2));
      }
      audience.run(selector, TimeUnit.SECONDS.toNanos(Integer.parseInt(arguments[3])));
      audience.measure(selector, Integer.parseInt(arguments[4]));
      System.in.read(); // whoever asked still looks at the server
    }
  }

  private void connect(Selector selector, int port, String stream) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.write(ByteBuffer.wrap(RtmpBytes.client("play", "live", stream)));
    channel.configureBlocking(false);
    var player = new PlayedChunks();
    players.add(player);
    channel.register(selector, SelectionKey.OP_READ, player);
  }

  private void measure(Selector selector, int seconds) throws IOException {
    long octetsBefore = octets();
    int[] framesBefore = players.stream().mapToInt(player -> player.frames).toArray();
    System.out.println("begin");
    isMeasuring = true;
    run(selector, TimeUnit.SECONDS.toNanos(seconds));
    isMeasuring = false;
    int fewest = Integer.MAX_VALUE;
    int most = 0;
    for (int i = 0; i < framesBefore.length; i++) {
      int frames = players.get(i).frames - framesBefore[i];
      fewest = Math.min(fewest, frames);
      most = Math.max(most, frames);
    }
    Arrays.sort(latenciesMicros, 0, latencies);
    System.out.printf(
        Locale.ROOT,
        "end %d %.2f %.2f %.2f %d %d%n",
        octets() - octetsBefore,
        percentileMillis(50),
        percentileMillis(99),
        percentileMillis(99.9),
        fewest,
        most);
  }

  private long octets() {
    return players.stream().mapToLong(player -> player.octets).sum();
  }

  private double percentileMillis(double percent) {
    int at = (int) Math.min(latencies - 1, Math.floor(latencies * percent / 100));
    return latencies == 0 ? Double.NaN : latenciesMicros[at] / 1000.0;
  }

  private void run(Selector selector, long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      selector.select(this::read, 1 + TimeUnit.NANOSECONDS.toMillis(left));
    }
  }

  private void read(SelectionKey key) {
    try {
      buffer.clear();
      if (((SocketChannel) key.channel()).read(buffer) < 0) {
        throw new IOException("the server has closed a player");
      }
      ((PlayedChunks) key.attachment()).read(buffer.flip(), this::arrived);
    } catch (IOException ended) {
      System.out.println("lost " + ended.getMessage());
      System.exit(1);
    }
  }

  private void arrived(long sentNanos) {
    if (isMeasuring && latencies < MOST_LATENCIES) {
      latenciesMicros[latencies++] = (int) ((System.nanoTime() - sentNanos) / 1000);
    }
  }
}
