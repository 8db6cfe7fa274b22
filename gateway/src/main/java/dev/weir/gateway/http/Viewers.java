package dev.weir.gateway.http;

import dev.weir.media.Clock;
import dev.weir.stream.StreamName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Who watches. Over HTTP nobody says so: whoever has fetched a playlist or a manifest lately.
 * Viewers behind one address with the same browser count as one. Bounded: beyond {@value
 * #MAX_REMEMBERED} further ones are not counted. They are counted, and those that have gone are
 * forgotten, once a second at most, however many ask. Thread-safe.
 */
public final class Viewers {
  static final int MAX_REMEMBERED = 200_000;
  private static final long LATELY_NANOS = Duration.ofSeconds(15).toNanos();
  private static final long COUNTED_ANEW_NANOS = Duration.ofSeconds(1).toNanos();

  private final Clock clock;
  private final Map<Viewer, Long> lastSeenNanos = new ConcurrentHashMap<>();
  private final Map<StreamName, Integer> present = new ConcurrentHashMap<>();
  private final LongAdder notCounted = new LongAdder();
  private volatile Counts counts;

  private record Viewer(StreamName stream, InetAddress address, int browser) {}

  private record Counts(long atNanos, Map<StreamName, Integer> byStream) {}

  public Viewers(Clock clock) {
    this.clock = clock;
    this.counts = new Counts(clock.monotonicNanos() - COUNTED_ANEW_NANOS, Map.of());
  }

  /** {@code browser} tells apart who comes from one address. */
  void saw(StreamName stream, InetAddress address, int browser) {
    var viewer = new Viewer(stream, address, browser);
    if (isFull() && !lastSeenNanos.containsKey(viewer)) {
      notCounted.increment();
      return;
    }
    lastSeenNanos.put(viewer, clock.monotonicNanos());
  }

  private boolean isFull() {
    if (lastSeenNanos.size() >= MAX_REMEMBERED) {
      freshCounts();
    }
    return lastSeenNanos.size() >= MAX_REMEMBERED;
  }

  /** How many watch this stream, over HTTP as of the last second. */
  public int of(StreamName stream) {
    return freshCounts().getOrDefault(stream, 0) + present.getOrDefault(stream, 0);
  }

  /** One who watches until he has {@link #left}, over a connection that says so. */
  public void entered(StreamName stream) {
    present.merge(stream, 1, Integer::sum);
  }

  /** Once for each who has {@link #entered}. */
  public void left(StreamName stream) {
    present.computeIfPresent(stream, (_, count) -> count > 1 ? count - 1 : null);
  }

  private Map<StreamName, Integer> freshCounts() {
    long nowNanos = clock.monotonicNanos();
    Counts known = counts;
    if (nowNanos - known.atNanos() >= COUNTED_ANEW_NANOS) {
      counts = new Counts(nowNanos, known.byStream()); // for whoever asks meanwhile
      known = new Counts(nowNanos, count(nowNanos));
      counts = known;
    }
    return known.byStream();
  }

  private Map<StreamName, Integer> count(long nowNanos) {
    lastSeenNanos.values().removeIf(seenNanos -> nowNanos - seenNanos > LATELY_NANOS);
    var byStream = new HashMap<StreamName, Integer>();
    lastSeenNanos.keySet().forEach(viewer -> byStream.merge(viewer.stream(), 1, Integer::sum));
    return byStream;
  }

  /** Viewers that came when too many were remembered. */
  public long notCounted() {
    return notCounted.sum();
  }
}
