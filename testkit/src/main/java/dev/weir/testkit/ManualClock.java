package dev.weir.testkit;

import dev.weir.media.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class ManualClock implements Clock {
  private final AtomicLong monotonicNanos = new AtomicLong();
  private final AtomicLong wallOffsetMillis;

  /** Begins at 0 and at {@code wallMillis}. */
  public ManualClock(long wallMillis) {
    wallOffsetMillis = new AtomicLong(wallMillis);
  }

  @Override
  public long monotonicNanos() {
    return monotonicNanos.get();
  }

  @Override
  public long wallMillis() {
    return wallOffsetMillis.get() + TimeUnit.NANOSECONDS.toMillis(monotonicNanos.get());
  }

  /** Time passes, on both clocks. */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not run backwards: " + duration);
    }
    monotonicNanos.addAndGet(duration.toNanos());
  }

  /** An administrator sets the wall clock, forwards or back. */
  public void adjustWall(Duration difference) {
    wallOffsetMillis.addAndGet(difference.toMillis());
  }
}
