package dev.weir.net;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/**
 * Watches an HTTP/2 connection for frames that ask for an answer and bring nothing, PING and
 * SETTINGS: RFC 9113 §10.5 has a server close a connection with too many. Floods of resets,
 * continuations and empty frames are closed by Netty. Confined to the connection's loop.
 */
final class FloodWatch {
  /** Players send some in a minute. */
  static final int MOST_FRAMES = 500;

  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final Runnable close;

  // Of the window.
  private long startNanos = System.nanoTime();
  private int frames;

  private FloodWatch(Runnable close) {
    this.close = close;
  }

  /**
   * Watches from now on.
   *
   * @param close called with each frame beyond what is allowed
   */
  static void of(HttpConnection connection, Runnable close) {
    var watch = new FloodWatch(close);
    connection.pingHandler(_ -> watch.count());
    connection.remoteSettingsHandler(_ -> watch.count());
  }

  private void count() {
    long nowNanos = System.nanoTime();
    if (nowNanos - startNanos > WINDOW.toNanos()) {
      startNanos = nowNanos;
      frames = 0;
    }
    if (++frames > MOST_FRAMES) {
      close.run();
    }
  }
}
