package dev.weir.container.flv;

import dev.weir.media.MediaTime;

/**
 * Places frames of audio in time: each begins where the one before ended, because milliseconds do
 * not fit the length of a frame and every rounding would be a gap or an overlap.
 *
 * <p>The count may come away from the timestamps, by an encoder's jitter or because its audio clock
 * is not its video clock. The error, timestamp minus count, is averaged over about {@value
 * #AVERAGED_FRAMES} frames, so that jitter cancels out:
 *
 * <ul>
 *   <li>an average within {@value #DEAD_BAND_MILLIS} ms changes nothing;
 *   <li>beyond it frames become one tick longer or shorter, about 0.1 %, which nobody hears, until
 *       the average is back at zero; this keeps up with clocks that differ by 900 ppm;
 *   <li>{@value #HOLE_FRAMES} timestamps in a row that are more than {@value #HOLE_MILLIS} ms late
 *       are behind a hole, of lost frames say: the count leaps over it, by the least of them;
 *   <li>a single error beyond {@value #JUMP_MILLIS} ms is a long hole or a jump: the count begins
 *       anew at the timestamp.
 * </ul>
 *
 * Between jumps the durations add up to the differences of decoding times exactly. Integers only: a
 * function of the timestamps. Confined to its reader.
 */
final class SampleGrid {
  static final int DEAD_BAND_MILLIS = 15;
  static final int HOLE_MILLIS = 40;
  static final int HOLE_FRAMES = 3;
  static final int JUMP_MILLIS = 200;
  static final int AVERAGED_FRAMES = 64;

  private static final int SLEW_TICKS = 1;

  private final int timescale;
  private final long deadBandTicks;
  private final long holeTicks;
  private final long jumpTicks;

  // Since the last anchor
  private boolean isAnchored;
  private long nextTicks;
  private long errorSumTicks;
  private int slewTicks;

  // Since the last timestamp that was not late
  private int lateFrames;
  private long leastLateTicks;

  /** When a frame begins and how long it lasts. Immutable. */
  record Slot(long dtsTicks, int durationTicks) {}

  SampleGrid(int timescale) {
    this.timescale = timescale;
    deadBandTicks = ticks(DEAD_BAND_MILLIS);
    holeTicks = ticks(HOLE_MILLIS);
    jumpTicks = ticks(JUMP_MILLIS);
  }

  /**
   * The place of the next frame.
   *
   * @param timestampNanos as its sender has stamped it
   * @param frameTicks how many samples are in it
   */
  Slot next(long timestampNanos, int frameTicks) {
    long stampedTicks = MediaTime.fromNanos(timestampNanos, timescale);
    if (!isAnchored || Math.abs(stampedTicks - nextTicks) > jumpTicks) {
      anchor(stampedTicks);
    } else if (isBehindHole(stampedTicks - nextTicks)) {
      anchor(nextTicks + leastLateTicks);
    }
    correct(stampedTicks - nextTicks);
    var slot = new Slot(nextTicks, frameTicks + slewTicks);
    nextTicks += slot.durationTicks();
    return slot;
  }

  private boolean isBehindHole(long errorTicks) {
    if (errorTicks <= holeTicks) {
      lateFrames = 0;
      return false;
    }
    leastLateTicks = lateFrames == 0 ? errorTicks : Math.min(leastLateTicks, errorTicks);
    lateFrames++;
    return lateFrames == HOLE_FRAMES;
  }

  private void anchor(long ticks) {
    isAnchored = true;
    nextTicks = ticks;
    errorSumTicks = 0;
    slewTicks = 0;
    lateFrames = 0;
  }

  private void correct(long errorTicks) {
    errorSumTicks += errorTicks - errorSumTicks / AVERAGED_FRAMES;
    long averageTicks = errorSumTicks / AVERAGED_FRAMES;
    if (Math.abs(averageTicks) > deadBandTicks) {
      slewTicks = averageTicks > 0 ? SLEW_TICKS : -SLEW_TICKS;
    } else if (averageTicks * slewTicks <= 0) {
      slewTicks = 0;
    }
  }

  private long ticks(long millis) {
    return MediaTime.convert(millis, MediaTime.MILLIS_PER_SECOND, timescale);
  }
}
