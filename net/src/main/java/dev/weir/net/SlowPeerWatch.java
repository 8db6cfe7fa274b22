package dev.weir.net;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches an HTTP/1 connection. The first request, and the body of each, has to be whole within
 * {@code limit} or up to twice as much; while we answer it may rest for as long as we like. Then
 * each step of the answer has to be taken, and the next request to come, within the idle time-out.
 * Confined to the connection's loop.
 */
final class SlowPeerWatch implements PeerWatch {
  private final Vertx vertx;
  private final long restingLooks;
  private final Runnable close;
  private final long timer;

  private @Nullable HttpServerRequest latest;
  private boolean isLong;
  private long looksSinceRequest;
  private long lastWrittenBytes;

  SlowPeerWatch(Vertx vertx, Duration limit, Duration idleTimeout, Runnable close) {
    this.vertx = vertx;
    this.restingLooks = Math.ceilDiv(idleTimeout.toMillis(), limit.toMillis());
    this.close = close;
    this.timer = vertx.setPeriodic(limit.toMillis(), _ -> look());
  }

  @Override
  public void began(HttpServerRequest request) {
    latest = request;
    isLong = false;
    looksSinceRequest = 0;
  }

  @Override
  public void beganLong(HttpServerRequest request) {
    began(request);
    isLong = true;
  }

  @Override
  public void stop() {
    vertx.cancelTimer(timer);
  }

  private void look() {
    HttpServerRequest request = latest;
    looksSinceRequest++;
    if (request == null || isTooSlow(request)) {
      stop();
      close.run();
    }
  }

  private boolean isTooSlow(HttpServerRequest request) {
    boolean isAnswered = request.response().headWritten();
    if (!request.isEnded()) {
      looksSinceRequest = isLong && !isAnswered ? 0 : looksSinceRequest;
      return looksSinceRequest > 1;
    }
    long writtenBytes = request.response().bytesWritten();
    if (!isAnswered || writtenBytes != lastWrittenBytes) {
      looksSinceRequest = 0;
    }
    lastWrittenBytes = writtenBytes;
    return looksSinceRequest > restingLooks;
  }
}
