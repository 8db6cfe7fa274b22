package dev.weir.packaging.archive;

import java.util.Arrays;

/**
 * When the samples of one segment are decoded, made anew from when they are shown: so that players
 * agree on where pictures stand whatever they go by. Pure.
 *
 * <ul>
 *   <li>The first sample is decoded when the first picture of the segment is shown. hls.js and
 *       shaka place a segment by this moment, and take it for that of presentation.
 *   <li>No sample is decoded after it is shown. Interop: FFmpeg 8.0 and GStreamer 1.22 add the
 *       longest of the signed composition offsets that they meet to all times of presentation. An
 *       edit list would avoid them too, but VLC 3.0 and GStreamer do not apply that to fragments.
 *   <li>Durations, which in fragments are the distances of decoding times, add up to the segment:
 *       VLC 3.0 counts on by them. None reaches beyond the segment's end: MSE takes what is
 *       presented in the duration of what is appended out of its buffer.
 * </ul>
 *
 * <p>In between, the n-th sample is decoded when the n-th picture is shown, less as many pictures
 * as reordering takes: FFmpeg tells the frame rate by that. Those for which there is no time left
 * before share what there is up to the next. Where pictures lead the first keyframe there is none
 * to share: these are decoded a tick apart, and some ticks after they are shown.
 */
final class DecodingTimes {
  private final long[] pts;
  private final long[] shown;
  private final long endTicks;

  private DecodingTimes(long[] pts, long[] shown, long endTicks) {
    this.pts = pts;
    this.shown = shown;
    this.endTicks = endTicks;
  }

  /**
   * One for each sample, ascending, and the end of the last.
   *
   * @param ptsTicks in decoding order, at least one
   * @param endTicks where the next segment begins
   */
  static long[] of(long[] ptsTicks, long endTicks) {
    long[] shown = ptsTicks.clone();
    Arrays.sort(shown);
    long end = Math.max(endTicks, shown[shown.length - 1] + 1);
    return new DecodingTimes(ptsTicks, shown, end).placed();
  }

  private long[] placed() {
    long[] dts = even();
    share(dts);
    for (int i = 1; i < dts.length; i++) {
      dts[i] = Math.max(dts[i], dts[i - 1] + 1);
    }
    return dts;
  }

  /** From the end on, as if there were time before the segment. */
  private long[] even() {
    var dts = new long[pts.length + 1];
    dts[pts.length] = endTicks;
    long leadTicks = reordered() * usualGapTicks();
    long firstShownFromHere = Long.MAX_VALUE;
    for (int i = pts.length - 1; i >= 0; i--) {
      firstShownFromHere = Math.min(firstShownFromHere, pts[i]);
      long even = Math.min(shown[i] - leadTicks, Math.min(firstShownFromHere, dts[i + 1] - 1));
      dts[i] = notBeyondEnd(i, even, dts[i + 1]);
    }
    return dts;
  }

  /** Later where a sample would last beyond the end; never later than it is shown. */
  private long notBeyondEnd(int sample, long dtsTicks, long nextDtsTicks) {
    return Math.max(dtsTicks, pts[sample] + nextDtsTicks - endTicks);
  }

  /** By how many pictures at most one is decoded later than it is shown. */
  private int reordered() {
    int most = 0;
    for (int i = 0; i < pts.length; i++) {
      most = Math.max(most, i - Arrays.binarySearch(shown, pts[i]));
    }
    return most;
  }

  private long usualGapTicks() {
    if (pts.length == 1) {
      return 0;
    }
    var gaps = new long[pts.length - 1];
    Arrays.setAll(gaps, i -> shown[i + 1] - shown[i]);
    Arrays.sort(gaps);
    return gaps[gaps.length / 2];
  }

  /** The time until the second picture, among what would be decoded before the segment. */
  private void share(long[] dts) {
    dts[0] = shown[0];
    int end = 1;
    while (end < pts.length && dts[end] <= dts[0]) {
      end++;
    }
    boolean isLed = pts[0] > shown[0];
    long stepTicks = isLed || end == 1 ? 0 : (Math.min(dts[end], shown[1]) - dts[0]) / end;
    for (int i = end - 1; i > 0; i--) {
      dts[i] = notBeyondEnd(i, dts[0] + i * stepTicks, dts[i + 1]);
    }
  }
}
