package dev.weir.net;

/** A task that waits for its time on a loop. Thread-safe. */
@FunctionalInterface
public interface Timer {
  /** Has no effect on a task that has begun, or was cancelled before. */
  void cancel();
}
