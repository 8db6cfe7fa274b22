package dev.weir.net;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches an HTTP/2 connection. The body of a request has to be whole within {@code limit} or up to
 * twice as much, and each step of an answer taken within the idle time-out: what flow control holds
 * back (RFC 9113 §5.2) keeps media in memory that the stream has long given up. While we answer, a
 * request may rest for as long as we like. Confined to the connection's loop.
 */
final class SlowStreamWatch implements PeerWatch {
  private static final int PRUNED_AT = 200;

  private final Vertx vertx;
  private final long restingLooks;
  private final Runnable close;
  private final long timer;
  private final List<Stream> open = new ArrayList<>();

  /** One request and for how many looks it has not moved on. */
  private static final class Stream {
    private final HttpServerRequest request;
    private final boolean isLong;
    private long looks;
    private long writtenBytes;

    Stream(HttpServerRequest request, boolean isLong) {
      this.request = request;
      this.isLong = isLong;
    }

    boolean hasEnded() {
      return request.response().closed();
    }
  }

  SlowStreamWatch(Vertx vertx, Duration limit, Duration idleTimeout, Runnable close) {
    this.vertx = vertx;
    this.restingLooks = Math.ceilDiv(idleTimeout.toMillis(), limit.toMillis());
    this.close = close;
    this.timer = vertx.setPeriodic(limit.toMillis(), _ -> look());
  }

  @Override
  public void began(HttpServerRequest request) {
    add(new Stream(request, false));
  }

  @Override
  public void beganLong(HttpServerRequest request) {
    add(new Stream(request, true));
  }

  private void add(Stream stream) {
    if (open.size() >= PRUNED_AT) {
      open.removeIf(Stream::hasEnded);
    }
    open.add(stream);
  }

  @Override
  public void stop() {
    vertx.cancelTimer(timer);
  }

  private void look() {
    open.removeIf(Stream::hasEnded);
    if (open.stream().anyMatch(this::isTooSlow)) {
      stop();
      close.run();
    }
  }

  private boolean isTooSlow(Stream stream) {
    stream.looks++;
    boolean isAnswered = stream.request.response().headWritten();
    if (!stream.request.isEnded()) {
      stream.looks = stream.isLong && !isAnswered ? 0 : stream.looks;
      return stream.looks > 1;
    }
    long writtenBytes = stream.request.response().bytesWritten();
    if (!isAnswered || writtenBytes != stream.writtenBytes) {
      stream.looks = 0;
    }
    stream.writtenBytes = writtenBytes;
    return stream.looks > restingLooks;
  }
}
