package dev.weir.stream;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Estimates how far an encoder's clock has drifted from ours. Confined to its timeline.
 *
 * <p>The delay of a sample, arrival minus decoding time, is a constant plus drift plus what the
 * network and the encoder's queue add, which is never negative and mostly short. So the smallest
 * delay of a window of five seconds has hardly any jitter left. Two rules follow it. A growing
 * delay may be a congestion: the median over the last twelve windows ignores up to half a minute of
 * it, what the first minute brings counts as the encoder's habit, and what lasts longer is followed
 * by no more than 500 millionths of the time that passes, faster than crystals drift and too slow
 * to notice. A delay below the anchor's can only mean that the date is too late, since no sample
 * arrives before it was taken: the encoder's clock is fast, or it was still catching up when the
 * anchor was minted. That is corrected at once. Arrivals are taken from the monotonic clock: an
 * administrator who sets the wall clock is no drift of the encoder. Allocates once per window.
 */
final class DriftFilter {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int WINDOWS = 12;
  private static final long MAX_STEP_NANOS = WINDOW_NANOS / 1_000_000 * 500;

  private final long[] smallestDelays = new long[WINDOWS];

  // since the reset
  private boolean started;
  private int windowCount;
  private long anchorDelayNanos;
  private long usualDelayNanos;
  private long driftNanos;
  private long correctedNanos;

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
      followGrowth(median());
    }
    followFall(smallestDelayNanos - anchorDelayNanos);
  }

  private void followGrowth(long median) {
    if (windowCount == WINDOWS) {
      usualDelayNanos = median - driftNanos;
    }
    long growth = median - usualDelayNanos - driftNanos;
    driftNanos += Math.clamp(growth, 0, MAX_STEP_NANOS);
    usualDelayNanos += Math.min(growth, 0);
  }

  private void followFall(long possibleNanos) {
    long tooLateNanos = driftNanos - possibleNanos;
    if (tooLateNanos > 0) {
      driftNanos -= tooLateNanos;
      usualDelayNanos += tooLateNanos;
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
