package dev.weir.stream;

import dev.weir.media.Clock;
import java.time.Duration;

/** A clock that tests move. Confined to its test. */
final class ManualTime implements Clock {
  static final long WALL_START_MILLIS = 1_800_000_000_000L;

  private long nanos = -7_000_000_000L;
  private long wallMillis = WALL_START_MILLIS;

  void advance(Duration duration) {
    nanos += duration.toNanos();
    wallMillis += duration.toMillis();
  }

  void setWallBack(Duration duration) {
    wallMillis -= duration.toMillis();
  }

  @Override
  public long monotonicNanos() {
    return nanos;
  }

  @Override
  public long wallMillis() {
    return wallMillis;
  }
}
