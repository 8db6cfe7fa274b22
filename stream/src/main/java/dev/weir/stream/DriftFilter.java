package dev.weir.stream;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Estimates how far an encoder's clock has drifted from ours. Confined to its timeline.
 *
 * <p>The delay of a sample, arrival minus decoding time, is a constant plus drift plus what the
 * network and the encoder's queue add, which is never negative and mostly short. So the smallest
 * delay of a window of five seconds has hardly any jitter left. A congestion may cover whole
 * windows: the median over the last twelve ignores up to half a minute of it. What lasts longer
 * than that still is no clock if it moves faster than crystals do, so the estimate follows the
 * median by no more than 500 millionths of the time that passes. The first twelve windows give the
 * reference. While they last another rule holds: no sample can arrive before it was taken, so where
 * samples come sooner than the anchor says, the anchor was minted too late, by an encoder that was
 * still catching up, and is corrected at once. Arrivals are taken from the monotonic clock: an
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
  private long lateAnchorNanos;
  private long referenceNanos;
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
    lateAnchorNanos = 0;
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
    if (windowCount <= WINDOWS) {
      lateAnchorNanos = Math.min(lateAnchorNanos, smallestDelayNanos - anchorDelayNanos);
    }
    if (windowCount < WINDOWS) {
      return;
    }
    long median = median();
    if (windowCount == WINDOWS) {
      referenceNanos = median;
    }
    long ahead = median - referenceNanos - driftNanos;
    driftNanos += Math.clamp(ahead, -MAX_STEP_NANOS, MAX_STEP_NANOS);
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
    long missingNanos = driftNanos + lateAnchorNanos - correctedNanos;
    if (Math.abs(missingNanos) <= toleranceNanos) {
      return 0;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(missingNanos);
    correctedNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    return millis;
  }
}
