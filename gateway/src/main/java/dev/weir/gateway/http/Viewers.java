package dev.weir.gateway.http;

import dev.weir.media.Clock;
import dev.weir.stream.StreamName;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Who watches over HTTP, where nobody says so: whoever has fetched a playlist or a manifest lately.
 * Viewers behind one address with the same browser count as one. Bounded: beyond {@value
 * #MAX_REMEMBERED} further ones are not counted. Thread-safe.
 */
public final class Viewers {
  static final int MAX_REMEMBERED = 200_000;
  private static final long LATELY_NANOS = Duration.ofSeconds(15).toNanos();

  private final Clock clock;
  private final Map<Viewer, Long> lastSeenNanos = new ConcurrentHashMap<>();
  private final LongAdder notCounted = new LongAdder();

  private record Viewer(StreamName stream, String address, int browser) {}

  public Viewers(Clock clock) {
    this.clock = clock;
  }

  void saw(StreamName stream, HttpServerRequest request) {
    saw(
        stream,
        request.remoteAddress().hostAddress(),
        Objects.hashCode(request.getHeader(HttpHeaders.USER_AGENT)));
  }

  void saw(StreamName stream, String address, int browser) {
    var viewer = new Viewer(stream, address, browser);
    if (lastSeenNanos.size() >= MAX_REMEMBERED && !lastSeenNanos.containsKey(viewer)) {
      notCounted.increment();
      return;
    }
    lastSeenNanos.put(viewer, clock.monotonicNanos());
  }

  /** How many watch this stream now. */
  public int of(StreamName stream) {
    long nowNanos = clock.monotonicNanos();
    lastSeenNanos.values().removeIf(seenNanos -> nowNanos - seenNanos > LATELY_NANOS);
    return (int)
        lastSeenNanos.keySet().stream().filter(viewer -> viewer.stream().equals(stream)).count();
  }

  /** Viewers that came when too many were remembered. */
  public long notCounted() {
    return notCounted.sum();
  }
}
