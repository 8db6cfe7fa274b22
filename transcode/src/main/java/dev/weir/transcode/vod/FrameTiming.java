package dev.weir.transcode.vod;

/**
 * When the frames of a track are shown. Immutable.
 *
 * @param average frames divided by duration
 * @param real the slowest rate that all timestamps are multiples of; that of fields for some
 *     interlaced films
 * @param timescale ticks in a second of the file's timestamps
 */
public record FrameTiming(
    FrameRate average, FrameRate real, FieldOrder fields, int timescale, FrameSpacing spacing) {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double CLOSE = 0.02;

  /** Frames are of different lengths. */
  public boolean isVariable() {
    return spacing.isVariable();
  }

  /** That of frames, not of fields; of a variable one the average. */
  public FrameRate rate() {
    if (spacing.frames() < 2 || isVariable() || isSeen(average)) {
      return average;
    }
    return isSeen(real) ? real : average;
  }

  private boolean isSeen(FrameRate rate) {
    double seen = MICROS_PER_SECOND / Math.max(1, spacing.medianMicros());
    return Math.abs(rate.perSecond() / seen - 1) < CLOSE;
  }
}
