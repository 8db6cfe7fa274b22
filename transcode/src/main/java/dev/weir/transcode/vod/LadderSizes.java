package dev.weir.transcode.vod;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which sizes a video gets. A rung of height h is what fits into a box of 16:9 that is h high, on
 * its side for a portrait: so 720p of a wide-screen film is 1280 wide, and of an old one 720 high.
 * Confined to one call.
 */
final class LadderSizes {
  /** A source of more bits than so many times what its rung has gets one of its own size, too. */
  private static final int FAT = 2;

  private final VideoFacts video;
  private final long sourceBps;
  private final LadderConfig config;
  private final Size whole;

  LadderSizes(VideoFacts video, long sourceBps, LadderConfig config) {
    this.video = video;
    this.sourceBps = sourceBps;
    this.config = config;
    this.whole = video.picture().displaySize();
  }

  /** Lowest first; empty where the source is all that is wanted. */
  List<VideoRung> rungs(PictureTreatment treatment) {
    FrameRate rate = rate(treatment);
    var rungs = new ArrayList<VideoRung>();
    for (int height : config.heights()) {
      double scale = whole.scaleInto(height);
      if (scale < 1) {
        rungs.add(rung(height + "p", height, whole.scaled(scale), rate));
      }
    }
    if (whole.scaleInto(config.heights().getLast()) >= 1) {
      addWhole(rungs, rate);
    }
    return withoutDoubles(rungs);
  }

  /** The same rungs again; lowest first. */
  List<VideoRung> planned(List<PlannedRung> known, PictureTreatment treatment) {
    FrameRate source = rate(treatment);
    return known.stream()
        .sorted(Comparator.comparingLong(rung -> rung.size().pixels()))
        .map(rung -> {
          Optional<FrameRate> thinned = thinned(source, height(rung.name()));
          return new VideoRung(
              rung.name(), rung.size(), slower(source, thinned), thinned, rung.mostBps());
        })
        .toList();
  }

  private static int height(String name) {
    return Integer.parseInt(name.substring(0, name.length() - 1));
  }

  private FrameRate rate(PictureTreatment treatment) {
    return video.timing().rate().times(treatment.deinterlacing().picturesPerFrame());
  }

  private static FrameRate slower(FrameRate source, Optional<FrameRate> thinned) {
    return thinned.filter(limit -> limit.perSecond() < source.perSecond()).orElse(source);
  }

  /** Where a source has so few bits that smaller rungs save none. */
  private static List<VideoRung> withoutDoubles(List<VideoRung> rungs) {
    var kept = new ArrayList<VideoRung>();
    for (VideoRung rung : rungs) {
      if (!kept.isEmpty() && RungRates.areAlike(kept.getLast().mostBps(), rung.mostBps())) {
        kept.removeLast();
      }
      kept.add(rung);
    }
    return kept;
  }

  private void addWhole(List<VideoRung> rungs, FrameRate rate) {
    int height = wholeHeight();
    VideoRung own = rung(height + "p", height, whole.scaled(1), rate);
    if (!rungs.isEmpty()
        && RungRates.areAlike(rungs.getLast().size().pixels(), own.size().pixels())) {
      rungs.removeLast();
    }
    if (isWanted(own)) {
      rungs.add(own);
      return;
    }
    rungs.removeIf(rung -> sourceBps > 0 && RungRates.areAlike(rung.mostBps(), sourceBps));
  }

  /** Of the rung that it is as large as, or that of its own. */
  private int wholeHeight() {
    return config.heights().stream()
        .filter(height -> whole.scaleInto(height) >= 1 && whole.scaleInto(height) < 1.01)
        .findFirst()
        .orElseGet(whole::shorterSide);
  }

  private boolean isWanted(VideoRung own) {
    boolean playsEverywhere =
        Playability.of(video) instanceof Playability.AsItIs(var reach)
            && reach == Playability.Reach.EVERYWHERE;
    long usualBps = RungRates.mostBps(own.size(), own.frameRate(), VideoEncoder.H264);
    return !playsEverywhere || sourceBps > FAT * usualBps;
  }

  private VideoRung rung(String name, int height, Size size, FrameRate source) {
    Optional<FrameRate> thinned = thinned(source, height);
    FrameRate rate = slower(source, thinned);
    long bps = RungRates.mostBps(size, rate, config.encoder());
    long most = sourceBps > 0 ? Math.min(bps, RungRates.shareOf(sourceBps, whole, size)) : bps;
    return new VideoRung(name, size, rate, thinned, most);
  }

  /** A variable rate may be too fast in places, whatever it is on average. */
  private Optional<FrameRate> thinned(FrameRate source, int height) {
    if (video.timing().isVariable()) {
      return Optional.of(RungRates.limit(height));
    }
    return RungRates.isTooFast(source, height)
        ? Optional.of(RungRates.slowed(source, height))
        : Optional.empty();
  }
}
