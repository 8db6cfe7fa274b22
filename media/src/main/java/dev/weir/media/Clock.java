package dev.weir.media;

/** Where time comes from. Thread-safe. */
public interface Clock {
  /** Nanoseconds that only ever grow, from an arbitrary beginning: for time-outs and durations. */
  long monotonicNanos();

  /** Milliseconds since 1970 in UTC, which an administrator may set forwards or back. */
  long wallMillis();
}
