package dev.weir.net;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops of the server, shared by HTTP and plain TCP: epoll where Linux has it, the JDK's
 * selector elsewhere. Started once, closed last; whoever starts them closes them. Thread-safe.
 */
public final class Loops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loops.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final VertxInternal vertx;
  private final int count;

  private Loops(VertxInternal vertx, int count) {
    this.vertx = vertx;
    this.count = count;
  }

  /** {@code count} loops, at least 1; one per core is a good number. */
  public static Loops start(int count) {
    var options =
        new VertxOptions()
            .setEventLoopPoolSize(count)
            .setInternalBlockingPoolSize(count)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false));
    var transport = Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO;
    var vertx = Vertx.builder().with(options).withTransport(transport).build();
    return new Loops((VertxInternal) vertx, count);
  }

  public int count() {
    return count;
  }

  /** The next loop, in turn. */
  public Loop next() {
    return new Loop(vertx.nettyEventLoopGroup().next());
  }

  /** Runs {@code task} once on some loop, after at least {@code delay}. */
  public Timer schedule(Duration delay, Runnable task) {
    return next().schedule(delay, task);
  }

  /**
   * Runs {@code task} on some loop, after each {@code pause}, until it is cancelled. One that
   * throws is logged, and runs again.
   */
  public Timer repeat(Duration pause, Runnable task) {
    return next().repeat(pause, task);
  }

  /** {@code epoll} or {@code nio}. */
  public String transport() {
    return vertx.isNativeTransportEnabled() ? "epoll" : "nio";
  }

  /**
   * For what HTTP needs beyond {@link HttpListener}: contexts, files, clients. Not to be closed.
   */
  public Vertx vertx() {
    return vertx;
  }

  VertxInternal internals() {
    return vertx;
  }

  /**
   * For the public-key part of TLS handshakes, which takes milliseconds: a crowd of new connections
   * would have everybody else on its loop wait. One thread per loop; a connection has one task in
   * its queue at most.
   */
  Executor handshakes() {
    return vertx.internalWorkerPool().executor();
  }

  /** Closes every listener that is still open, then ends the threads. Blocks up to 10 seconds. */
  @Override
  public void close() {
    try {
      vertx.close().await(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      LOG.warn("The event loops did not end within {} s", CLOSE_LIMIT.toSeconds());
    }
  }
}
