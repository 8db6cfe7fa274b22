package dev.weir.media;

/**
 * Which moment of wall-clock time a moment of media time is. Minted once per period by the node
 * that takes the publisher; everybody downstream derives the same names and dates from it.
 * Immutable.
 *
 * @param mediaNanos a moment of the period's media time, which all its tracks share
 * @param wallMillis the same moment, milliseconds since 1970 in UTC
 */
public record Anchor(long mediaNanos, long wallMillis) {
  /** A moment of media time, in ticks of {@code timescale} since 1970. */
  public long epochTicks(long mediaTicks, int timescale) {
    return mediaTicks + offsetTicks(timescale);
  }

  /** What has to be added to media ticks to count from 1970; one constant per track and anchor. */
  public long offsetTicks(int timescale) {
    long wallTicks = MediaTime.convert(wallMillis, MediaTime.MILLIS_PER_SECOND, timescale);
    return wallTicks - MediaTime.fromNanos(mediaNanos, timescale);
  }
}
