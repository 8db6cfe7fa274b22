package dev.weir.stream;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Estimates how far an encoder's clock has drifted from ours. Confined to its timeline.
 *
 * <p>The delay of a sample, arrival minus decoding time, is a constant plus drift plus what the
 * network and the encoder's queue add, which is never negative and mostly short. So the smallest
 * delay of a window of five seconds has little jitter left, and the median over the last twelve
 * windows ignores up to half a minute of congestion. Its value in the first minute is the encoder's
 * habit; from then on drift is by how much it has moved, followed by no more than 500 millionths of
 * the time that passes, faster than crystals drift and too slow to notice. A median that falls by
 * more than 40 ms is no clock but a congestion that is over, and makes another habit.
 *
 * <p>A delay below the anchor's can only mean that the date is too late, since no sample arrives
 * before it was taken: the encoder's clock is fast, or it was still catching up when the anchor was
 * minted. That is corrected at once, and the habit is measured anew. Arrivals are taken from the
 * monotonic clock: an administrator who sets the wall clock is no drift of the encoder. Allocates
 * once per window.
 */
final class DriftFilter {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int WINDOWS = 12;
  private static final long MAX_STEP_NANOS = WINDOW_NANOS / 1_000_000 * 500;
  private static final long CONGESTION_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  private final long[] smallestDelays = new long[WINDOWS];

  // since the reset
  private boolean started;
  private long anchorDelayNanos;
  private long driftNanos;
  private long correctedNanos;

  // since the reset or the last delay below the anchor's
  private int windowCount;
  private long usualDelayNanos;

  // of the window
  private long windowStartNanos;
  private long smallestDelayNanos;

  /**
   * Begins anew.
   *
   * @param delayNanos the delay of a sample that arrives just when the anchor says it was taken
   */
  void reset(long delayNanos) {
    started = false;
    windowCount = 0;
    anchorDelayNanos = delayNanos;
    driftNanos = 0;
    correctedNanos = 0;
  }

  /** The dates were moved by {@code millis} for another reason than drift; later is positive. */
  void moveDates(long millis) {
    correctedNanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  void add(long arrivalNanos, long mediaNanos) {
    if (!started) {
      started = true;
      open(arrivalNanos);
    }
    if (arrivalNanos - windowStartNanos >= WINDOW_NANOS) {
      close();
      open(arrivalNanos);
    }
    smallestDelayNanos = Math.min(smallestDelayNanos, arrivalNanos - mediaNanos);
  }

  private void open(long arrivalNanos) {
    windowStartNanos = arrivalNanos;
    smallestDelayNanos = Long.MAX_VALUE;
  }

  private void close() {
    smallestDelays[windowCount % WINDOWS] = smallestDelayNanos;
    windowCount++;
    if (windowCount >= WINDOWS) {
      followMedian(median());
    }
    long possibleNanos = smallestDelayNanos - anchorDelayNanos;
    if (driftNanos > possibleNanos) {
      driftNanos = possibleNanos;
      windowCount = 0;
    }
  }

  private void followMedian(long median) {
    if (windowCount == WINDOWS) {
      usualDelayNanos = median - driftNanos;
    }
    long growthNanos = median - usualDelayNanos - driftNanos;
    if (growthNanos < -CONGESTION_NANOS) {
      usualDelayNanos += growthNanos;
    } else {
      driftNanos += Math.clamp(growthNanos, -MAX_STEP_NANOS, MAX_STEP_NANOS);
    }
  }

  private long median() {
    long[] sorted = smallestDelays.clone();
    Arrays.sort(sorted);
    return sorted[WINDOWS / 2];
  }

  /**
   * What has to be added to the wall clock that the anchor gives, in whole milliseconds, once it is
   * more than {@code toleranceNanos} off; else 0. Positive where the encoder's clock is slow.
   */
  long takeCorrectionMillis(long toleranceNanos) {
    long missingNanos = driftNanos - correctedNanos;
    if (Math.abs(missingNanos) <= toleranceNanos) {
      return 0;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(missingNanos);
    correctedNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    return millis;
  }
}
