package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.MediaFormatException;

/** Which times a file may have, so that nobody's arithmetic overflows. */
final class TrackTimes {
  /** Later times would overflow where they are counted in nanoseconds; enough for those of 1970. */
  static final long MOST_SECONDS = 4_000_000_000L;

  private static final long MOST_TIMESCALE = 1_000_000_000;

  private TrackTimes() {}

  static int timescale(long value, String where) throws MediaFormatException {
    if (value < 1 || value > MOST_TIMESCALE) {
      throw new MediaFormatException(MALFORMED, where, "timescale " + value);
    }
    return (int) value;
  }

  static long checked(long ticks, int timescale, String where) throws MediaFormatException {
    if (Math.abs(ticks / timescale) > MOST_SECONDS) {
      throw new MediaFormatException(LIMIT, where, "time %d / %d s".formatted(ticks, timescale));
    }
    return ticks;
  }
}
