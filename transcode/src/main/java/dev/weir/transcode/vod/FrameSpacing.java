package dev.weir.transcode.vod;

import java.util.ArrayList;
import java.util.List;

/**
 * How frames and keyframes follow each other at the beginning of a track. Immutable.
 *
 * @param frames that were looked at; with fewer than two nothing is known
 * @param medianMicros between two frames
 * @param longestKeyframeGapMicros between two keyframes, or the last one and the end of what was
 *     looked at
 * @param leadSpreadMicros keyframes are decoded before they are shown: by how much the longest of
 *     those times is longer than the shortest
 * @param hiddenMicros how much an edit list hides between a keyframe and the first picture that is
 *     shown
 * @param isOpen pictures that are decoded after a keyframe are shown before it, and may refer to
 *     what was before it
 * @param isVariable more than one frame in a hundred stays longer or shorter than the others
 */
public record FrameSpacing(
    int frames,
    long medianMicros,
    long longestKeyframeGapMicros,
    long leadSpreadMicros,
    long hiddenMicros,
    boolean isOpen,
    boolean isVariable) {
  static final FrameSpacing UNKNOWN = new FrameSpacing(0, 0, 0, 0, 0, false, false);

  /** Timestamps of Matroska and FLV are whole milliseconds. */
  private static final long ROUNDING_MICROS = 2000;

  private static final int TOLERANCE_DIVISOR = 10;
  private static final int ODD_FRAMES_DIVISOR = 100;

  /**
   * @param moments pts of frames in microseconds, in ascending order
   * @param keyframes those of them at which decoding may start, in ascending order
   */
  static FrameSpacing of(List<Long> moments, List<Long> keyframes) {
    if (moments.size() < 2) {
      return UNKNOWN;
    }
    List<Long> gaps = gaps(moments);
    List<Long> sorted = gaps.stream().sorted().toList();
    long median = sorted.get(sorted.size() / 2);
    long tolerance = Math.max(ROUNDING_MICROS, median / TOLERANCE_DIVISOR);
    long odd = gaps.stream().filter(gap -> Math.abs(gap - median) > tolerance).count();
    boolean isVariable = odd > gaps.size() / ODD_FRAMES_DIVISOR;
    long longest = longestKeyframeGap(moments, keyframes);
    return new FrameSpacing(moments.size(), median, longest, 0, 0, false, isVariable);
  }

  /** The same frames, with what their packets say beside. */
  FrameSpacing with(long leadSpread, long hidden, boolean open) {
    return new FrameSpacing(
        frames, medianMicros, longestKeyframeGapMicros, leadSpread, hidden, open, isVariable);
  }

  private static List<Long> gaps(List<Long> moments) {
    var gaps = new ArrayList<Long>(moments.size() - 1);
    for (int i = 1; i < moments.size(); i++) {
      gaps.add(moments.get(i) - moments.get(i - 1));
    }
    return gaps;
  }

  private static long longestKeyframeGap(List<Long> moments, List<Long> keyframes) {
    long longest = 0;
    long last = moments.getFirst();
    for (long keyframe : keyframes) {
      longest = Math.max(longest, keyframe - last);
      last = keyframe;
    }
    return Math.max(longest, moments.getLast() - last);
  }
}
