package dev.weir.net;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop: a platform thread that runs its tasks in turn. What is given to one loop needs no
 * locks against itself, and must never block. A task that throws is logged. Thread-safe.
 */
public final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final EventExecutor executor;

  Loop(EventExecutor executor) {
    this.executor = executor;
  }

  /** True on the loop's own thread. */
  public boolean isCurrent() {
    return executor.inEventLoop();
  }

  /** Runs {@code task} in a later turn. Nothing happens once the loops are closed. */
  public void execute(Runnable task) {
    if (!executor.isShuttingDown()) {
      executor.execute(guarded(task));
    }
  }

  /** Runs {@code task} once, after at least {@code delay}. */
  public Timer schedule(Duration delay, Runnable task) {
    if (executor.isShuttingDown()) {
      return () -> {};
    }
    var future = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  /** Runs {@code task} after each {@code pause}, until it is cancelled. */
  public Timer repeat(Duration pause, Runnable task) {
    if (executor.isShuttingDown()) {
      return () -> {};
    }
    long nanos = pause.toNanos();
    var future = executor.scheduleWithFixedDelay(guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error failure) {
        LOG.error("A task failed on its loop", failure);
      }
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Loop that && executor.equals(that.executor);
  }

  @Override
  public int hashCode() {
    return executor.hashCode();
  }
}
