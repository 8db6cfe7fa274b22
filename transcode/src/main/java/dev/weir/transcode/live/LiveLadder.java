package dev.weir.transcode.live;

import dev.weir.transcode.vod.FrameRate;
import dev.weir.transcode.vod.RungRates;
import dev.weir.transcode.vod.Size;
import dev.weir.transcode.vod.VideoEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which rungs a live stream has beside its source, lowest first: smaller than that, and each with
 * clearly fewer bits than the next. To be decided once in a period, since what is measured later
 * may decide otherwise, and other rungs have other headers. Immutable.
 */
public record LiveLadder(List<LiveRung> rungs) {
  public static final LiveLadder PASSTHROUGH = new LiveLadder(List.of());

  /** Of 16:9; what is narrower or upright fits into the same box. */
  private static final List<Integer> USUAL_HEIGHTS = List.of(1440, 1080, 720, 480, 360);

  private static final int MOST_RUNGS = 5;

  /** An explicit height that is the source's but for rounding. */
  private static final double AS_LARGE = 1.01;

  public LiveLadder {
    rungs = List.copyOf(rungs);
    if (rungs.size() > MOST_RUNGS) {
      throw new IllegalArgumentException(
          "%d rungs, more than %d".formatted(rungs.size(), MOST_RUNGS));
    }
  }

  /** What lies below the source. */
  public static LiveLadder auto(LiveSource source) {
    var rungs = new ArrayList<LiveRung>();
    for (int height : lowestFirst(USUAL_HEIGHTS)) {
      double scale = source.size().scaleInto(height);
      if (scale < 1) {
        addUnlessAlike(rungs, rung(source, height, scale));
      }
    }
    rungs.removeIf(
        rung -> source.bitrateBps() > 0 && RungRates.areAlike(rung.mostBps(), source.bitrateBps()));
    return new LiveLadder(rungs);
  }

  /**
   * These heights, but for those that are above the source; where it is as large, the rung is its
   * picture made anew.
   *
   * @param heights at most five are taken, the highest ones
   */
  public static LiveLadder explicit(LiveSource source, List<Integer> heights) {
    List<LiveRung> rungs =
        lowestFirst(heights).stream()
            .filter(height -> source.size().scaleInto(height) < AS_LARGE)
            .map(height -> rung(source, height, Math.min(1, source.size().scaleInto(height))))
            .toList();
    return new LiveLadder(rungs.subList(Math.max(0, rungs.size() - MOST_RUNGS), rungs.size()));
  }

  private static List<Integer> lowestFirst(List<Integer> heights) {
    return heights.stream().distinct().sorted(Comparator.naturalOrder()).toList();
  }

  /** Where a source has so few bits that smaller rungs save none. */
  private static void addUnlessAlike(List<LiveRung> rungs, LiveRung rung) {
    if (!rungs.isEmpty() && RungRates.areAlike(rungs.getLast().mostBps(), rung.mostBps())) {
      rungs.removeLast();
    }
    rungs.add(rung);
  }

  private static LiveRung rung(LiveSource source, int height, double scale) {
    Size size = source.size().scaled(scale);
    int most = source.mostPicturesPerSecond();
    long usualBps = RungRates.mostBps(size, FrameRate.of(most), VideoEncoder.H264);
    long mostBps =
        source.bitrateBps() > 0
            ? Math.min(usualBps, RungRates.shareOf(source.bitrateBps(), source.size(), size))
            : usualBps;
    return new LiveRung("video-" + height + "p", size, most, mostBps);
  }
}
