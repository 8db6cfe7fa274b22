package dev.weir.media;

import java.util.concurrent.TimeUnit;

/**
 * Arithmetic on ticks, the only unit of media time. A timescale is the number of ticks in a second;
 * conversion is exact to within half a tick and monotone.
 */
public final class MediaTime {
  public static final int NANOS_PER_SECOND = (int) TimeUnit.SECONDS.toNanos(1);
  public static final int MILLIS_PER_SECOND = 1000;

  private MediaTime() {}

  /**
   * The same moment in ticks of another timescale, rounded to the nearest tick, halves upwards.
   *
   * @throws ArithmeticException where the result does not fit a long
   */
  public static long convert(long ticks, int fromTimescale, int toTimescale) {
    if (fromTimescale == toTimescale) {
      return ticks;
    }
    long wholeSeconds = Math.floorDiv(ticks, fromTimescale);
    long restTicks = Math.floorMod(ticks, fromTimescale);
    long restConverted =
        Math.floorDiv(2 * restTicks * toTimescale + fromTimescale, 2L * fromTimescale);
    return Math.addExact(Math.multiplyExact(wholeSeconds, toTimescale), restConverted);
  }

  public static long toNanos(long ticks, int timescale) {
    return convert(ticks, timescale, NANOS_PER_SECOND);
  }

  public static long fromNanos(long nanos, int timescale) {
    return convert(nanos, NANOS_PER_SECOND, timescale);
  }

  public static long toMillis(long ticks, int timescale) {
    return convert(ticks, timescale, MILLIS_PER_SECOND);
  }

  /** For people and playlists; never for arithmetic that goes on. */
  public static double toSeconds(long ticks, int timescale) {
    return (double) ticks / timescale;
  }
}
