package dev.weir.packaging.archive;

import dev.weir.media.MediaTime;

/** Where the time of a film stands on the timeline of its files. */
public final class AssetTimeline {
  /**
   * Film time 0, after edit lists. What has to be decoded before it, such as the pictures that an
   * edit list hides, has a time that is not negative.
   */
  public static final long ORIGIN_MILLIS = 10_000;

  static final int MICROS_PER_SECOND = 1_000_000;
  private static final long ORIGIN_MICROS =
      ORIGIN_MILLIS * (MICROS_PER_SECOND / MediaTime.MILLIS_PER_SECOND);

  private AssetTimeline() {}

  /** Film time 0 in a track's ticks. */
  public static long originTicks(int timescale) {
    return MediaTime.convert(ORIGIN_MILLIS, MediaTime.MILLIS_PER_SECOND, timescale);
  }

  /** A moment of the film in a track's ticks. */
  public static long ticks(long filmMicros, int timescale) {
    return MediaTime.convert(ORIGIN_MICROS + filmMicros, MICROS_PER_SECOND, timescale);
  }
}
