package dev.weir.net;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Closes an HTTP/1 connection whose peer takes too long over a request, however busily it trickles:
 * the idle time-out alone would let one octet now and then hold it for ever. The first request, and
 * the body of each, has to be whole within {@code limit} or up to twice as much; between requests
 * the connection may rest for the idle time-out, and while we answer for as long as we like.
 * Confined to the connection's loop.
 */
final class SlowPeerWatch {
  private final Vertx vertx;
  private final HttpConnection connection;
  private final long restingLooks;
  private final long timer;

  private @Nullable HttpServerRequest latest;
  private long looksSinceRequest;

  SlowPeerWatch(Vertx vertx, HttpConnection connection, Duration limit, Duration idleTimeout) {
    this.vertx = vertx;
    this.connection = connection;
    this.restingLooks = Math.ceilDiv(idleTimeout.toMillis(), limit.toMillis());
    this.timer = vertx.setPeriodic(limit.toMillis(), _ -> look());
  }

  /** The headers of a request are there. */
  void began(HttpServerRequest request) {
    latest = request;
    looksSinceRequest = 0;
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void look() {
    HttpServerRequest request = latest;
    looksSinceRequest++;
    if (request == null || isTooSlow(request)) {
      connection.close();
    }
  }

  private boolean isTooSlow(HttpServerRequest request) {
    if (!request.isEnded()) {
      return looksSinceRequest > 1;
    }
    if (!request.response().headWritten()) {
      looksSinceRequest = 0;
    }
    return looksSinceRequest > restingLooks;
  }
}
