package dev.weir.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what has no event to wait for. The deadline only bounds a test that fails. */
final class Eventually {
  /** For whatever a test waits for: also of a machine that is slow, and busy with other tests. */
  static final Duration DEADLINE = Duration.ofMinutes(2);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Eventually() {}

  /**
   * Blocks until {@code condition} holds.
   *
   * @param what is waited for, named when it does not come
   */
  static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come within " + DEADLINE + ": " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
