package dev.weir.stream;

import dev.weir.media.Clock;
import java.util.concurrent.TimeUnit;

/**
 * When a sample came, by both clocks of ours. Immutable.
 *
 * @param monotonicNanos for durations, never set back
 * @param wallMillis since 1970 in UTC, which may be set forwards or back
 */
public record Arrival(long monotonicNanos, long wallMillis) {
  public static Arrival now(Clock clock) {
    return new Arrival(clock.monotonicNanos(), clock.wallMillis());
  }

  /** Both clocks {@code nanos} later. */
  public Arrival plusNanos(long nanos) {
    return new Arrival(monotonicNanos + nanos, wallMillis + TimeUnit.NANOSECONDS.toMillis(nanos));
  }
}
