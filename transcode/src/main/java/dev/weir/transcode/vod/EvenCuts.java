package dev.weir.transcode.vod;

import java.util.ArrayList;
import java.util.List;

/**
 * Where all renditions of a film are cut into segments: moments of the film in microseconds, of
 * which the first is 0. Pure.
 */
public final class EvenCuts {
  private static final long SHORTEST_MICROS = 4_000_000;
  private static final long SOUND_MICROS = 6_000_000;
  private static final double MICROS_PER_SECOND = 1e6;

  private EvenCuts() {}

  /**
   * Of a film whose video is made anew: every 4 s, at a frame; where frames are rarer, at each.
   *
   * @param timing of the source
   * @param durationMicros of the film
   */
  public static List<Long> everyFourSeconds(FrameTiming timing, long durationMicros) {
    double framesPerCut = timing.rate().perSecond() * SHORTEST_MICROS / MICROS_PER_SECOND;
    double microsPerFrame = MICROS_PER_SECOND / timing.rate().perSecond();
    var cuts = new ArrayList<Long>();
    for (long k = 0; k * SHORTEST_MICROS < Math.max(1, durationMicros); k++) {
      long cut =
          timing.isVariable()
              ? k * SHORTEST_MICROS
              : Math.round(Math.ceil(k * framesPerCut - 1e-6) * microsPerFrame);
      if (cuts.isEmpty() || cut > cuts.getLast()) {
        cuts.add(cut);
      }
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
