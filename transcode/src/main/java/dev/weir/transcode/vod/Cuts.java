package dev.weir.transcode.vod;

import java.util.ArrayList;
import java.util.List;

/**
 * Where all renditions of a film are cut into segments: moments of the film in microseconds, of
 * which the first is 0. Pure.
 */
public final class Cuts {
  private static final long SHORTEST_MICROS = 4_000_000;
  private static final long WANTED_MICROS = 6_000_000;
  private static final long SOUND_MICROS = 6_000_000;
  private static final double MICROS_PER_SECOND = 1e6;

  private Cuts() {}

  /**
   * Of a film whose video is packaged as it is: at its keyframes, 6 s apart or as near to it as
   * they are, never less than 4 s. Longer groups of pictures make longer segments.
   *
   * @param keyframesMicros in ascending order
   */
  public static List<Long> atKeyframes(List<Long> keyframesMicros) {
    var cuts = new ArrayList<>(List.of(0L));
    long best = -1;
    for (long keyframe : keyframesMicros) {
      long wanted = cuts.getLast() + WANTED_MICROS;
      if (best >= 0 && Math.abs(best - wanted) <= Math.abs(keyframe - wanted)) {
        cuts.add(best);
        best = -1;
      }
      if (keyframe - cuts.getLast() >= SHORTEST_MICROS) {
        best = keyframe;
      }
    }
    if (best >= 0) {
      cuts.add(best);
    }
    return List.copyOf(cuts);
  }

  /**
   * Of a film whose video is made anew: every 4 s, at a frame.
   *
   * @param timing of the source
   * @param durationMicros of the film
   */
  public static List<Long> everyFourSeconds(FrameTiming timing, long durationMicros) {
    double framesPerCut = timing.rate().perSecond() * SHORTEST_MICROS / MICROS_PER_SECOND;
    double microsPerFrame = MICROS_PER_SECOND / timing.rate().perSecond();
    var cuts = new ArrayList<Long>();
    for (long k = 0; k * SHORTEST_MICROS < Math.max(1, durationMicros); k++) {
      cuts.add(
          timing.isVariable()
              ? k * SHORTEST_MICROS
              : Math.round(Math.ceil(k * framesPerCut - 1e-6) * microsPerFrame));
    }
    return List.copyOf(cuts);
  }

  /** Of sound without video: every 6 s. */
  public static List<Long> ofSound(long durationMicros) {
    var cuts = new ArrayList<Long>();
    for (long cut = 0; cut < Math.max(1, durationMicros); cut += SOUND_MICROS) {
      cuts.add(cut);
    }
    return List.copyOf(cuts);
  }
}
