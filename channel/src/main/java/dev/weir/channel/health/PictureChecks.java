package dev.weir.channel.health;

import dev.weir.stream.Series;
import dev.weir.stream.TrackHealth;
import dev.weir.stream.TrackMeasure;
import java.util.Arrays;
import java.util.Optional;

/** Whether frames come evenly, and are coded for live. */
final class PictureChecks {
  private static final int FEWEST_SECONDS = 8;
  private static final double MOST_IRREGULAR = 0.05;
  private static final double MOST_MISSING = 0.2;
  private static final double LEAST_STEADY = 0.75;
  private static final int BASELINE_HEIGHT = 720;

  /** Whole milliseconds of RTMP may make offsets differ by one or two. */
  private static final int ROUNDING_MILLIS = 2;

  private static final double[] COMMON_RATES = {
    5, 10, 12, 12.5, 15, 20, 23.976, 24, 25, 29.97, 30, 48, 50, 59.94, 60, 72, 90, 100, 119.88, 120,
    144
  };
  private static final double RATE_TOLERANCE = 0.008;

  private PictureChecks() {}

  static Optional<Finding> track(HealthSnapshot snapshot) {
    boolean isSoundAlone =
        snapshot.isPublishing()
            && snapshot.video().isEmpty()
            && snapshot.audio().isPresent()
            && snapshot.steadySeconds() > 0;
    return isSoundAlone
        ? Optional.of(
            new Finding(
                "no-video",
                Severity.ADVICE,
                "There is no picture",
                "The publisher sends sound alone.",
                "Viewers hear the stream and see nothing. A radio wants just that.",
                new Remedy("Settings → Output → Streaming → Video Encoder", "-map 0:v:0")))
        : Optional.empty();
  }

  private static Optional<Series<TrackMeasure>> pictures(HealthSnapshot snapshot) {
    return snapshot
        .video()
        .filter(_ -> snapshot.isPublishing())
        .map(snapshot::recent)
        .filter(recent -> known(recent) >= FEWEST_SECONDS);
  }

  private static long known(Series<TrackMeasure> recent) {
    return recent.known(TrackMeasure.FRAME_RATE_CENTI).count();
  }

  static Optional<Finding> steadyRate(HealthSnapshot snapshot) {
    return pictures(snapshot)
        .map(recent ->
            isVariable(recent)
                ? variable(recent)
                : Finding.passed(
                    "variable-frame-rate",
                    "The frame rate is constant",
                    Words.rate(mean(recent)) + " frames a second."));
  }

  /** Frames off the grid of the usual step, or so many missing that no rate is left. */
  static boolean isVariable(Series<TrackMeasure> recent) {
    long frames = recent.known(TrackMeasure.FRAMES).sum();
    long irregular = recent.known(TrackMeasure.IRREGULAR_FRAMES).sum();
    long skipped = recent.known(TrackMeasure.SKIPPED_FRAMES).sum();
    boolean isUneven = irregular > frames * MOST_IRREGULAR;
    boolean isFew = skipped > (frames + skipped) * MOST_MISSING;
    double slow = rate(recent, TrackMeasure.USUAL_RATE_CENTI, 0.1);
    boolean isUnsteady = slow < rate(recent, TrackMeasure.USUAL_RATE_CENTI, 0.9) * LEAST_STEADY;
    return isUneven || isFew || isUnsteady;
  }

  private static double rate(Series<TrackMeasure> recent, double quantile) {
    return rate(recent, TrackMeasure.FRAME_RATE_CENTI, quantile);
  }

  private static double rate(Series<TrackMeasure> recent, TrackMeasure measure, double quantile) {
    int[] sorted = recent.known(measure).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * quantile)] / 100.0;
  }

  /** Timestamps of whole milliseconds make the rate of one second differ from the next. */
  private static double mean(Series<TrackMeasure> recent) {
    return recent.known(TrackMeasure.FRAME_RATE_CENTI).average().orElse(0) / 100;
  }

  private static Finding variable(Series<TrackMeasure> recent) {
    String wanted = Words.rate(nearestCommon(rate(recent, TrackMeasure.USUAL_RATE_CENTI, 1)));
    return new Finding(
        "variable-frame-rate",
        Severity.WARNING,
        "The frame rate varies",
        "Between %s and %s frames a second: of %d frames %d came off the beat and %d were left out."
            .formatted(
                Words.rate(rate(recent, 0)),
                Words.rate(rate(recent, 1)),
                recent.known(TrackMeasure.FRAMES).sum(),
                recent.known(TrackMeasure.IRREGULAR_FRAMES).sum(),
                recent.known(TrackMeasure.SKIPPED_FRAMES).sum()),
        "Movement judders, parts of low-latency HLS differ in length, and sound and picture may"
            + " part.",
        new Remedy(
            "Settings → Video → Common FPS Values: %s; Settings → Output → Streaming: Variable"
                    .formatted(wanted)
                + " Framerate (VFR) off",
            "-fps_mode cfr -r " + wanted));
  }

  private static double nearestCommon(double rate) {
    return Arrays.stream(COMMON_RATES)
        .boxed()
        .min((one, other) -> Double.compare(Math.abs(one - rate), Math.abs(other - rate)))
        .orElseThrow();
  }

  static Optional<Finding> commonRate(HealthSnapshot snapshot) {
    Optional<Series<TrackMeasure>> pictures =
        pictures(snapshot).filter(recent -> !isVariable(recent));
    if (pictures.isEmpty()) {
      return Optional.empty();
    }
    double rate = rate(pictures.get(), TrackMeasure.USUAL_RATE_CENTI, 0.5);
    double nearest = nearestCommon(rate);
    if (Math.abs(nearest - rate) <= nearest * RATE_TOLERANCE) {
      return Optional.of(
          Finding.passed(
              "frame-rate-odd",
              "The frame rate is a common one",
              Words.rate(nearest) + " frames a second."));
    }
    return Optional.of(
        new Finding(
            "frame-rate-odd",
            Severity.ADVICE,
            "The frame rate is an odd one",
            Words.rate(mean(pictures.get())) + " frames a second.",
            "Screens show 60, 50 or 24 pictures a second: other rates judder.",
            new Remedy(
                "Settings → Video → Common FPS Values: " + Words.rate(nearest),
                "-fps_mode cfr -r " + Words.rate(nearest))));
  }

  static Optional<Finding> bFrames(HealthSnapshot snapshot) {
    return pictures(snapshot)
        .map(recent -> recent.known(TrackMeasure.REORDER_MILLIS).max().orElse(0))
        .map(reorder ->
            reorder <= ROUNDING_MILLIS
                ? Finding.passed("b-frames", "No B-frames", "Frames are shown as they come.")
                : new Finding(
                    "b-frames",
                    Severity.ADVICE,
                    "The encoder uses B-frames",
                    "Frames are reordered by up to %s.".formatted(Words.seconds(reorder)),
                    "Better pictures from the same bits, for as much more latency. WebRTC cannot"
                        + " play them. Leave them unless latency matters.",
                    new Remedy(
                        "Settings → Output → Output Mode: Advanced → Streaming: x264: Tune:"
                            + " zerolatency, or x264 Options: bframes=0; NVENC: B-Frames: 0",
                        "-bf 0")));
  }

  static Optional<Finding> profile(HealthSnapshot snapshot) {
    if (!snapshot.isPublishing() || snapshot.video().isEmpty()) {
      return Optional.empty();
    }
    TrackHealth video = snapshot.video().get();
    TrackFacts facts = TrackFacts.of(video.track());
    if (!facts.isAvc()) {
      return Optional.empty();
    }
    String size = "%d × %d".formatted(facts.width(), facts.height());
    if (!facts.isBaseline() || facts.height() < BASELINE_HEIGHT) {
      return Optional.of(
          Finding.passed("profile-baseline", "The profile suits the picture", size + "."));
    }
    return Optional.of(
        new Finding(
            "profile-baseline",
            Severity.ADVICE,
            "The profile is meant for small pictures",
            "H.264 Baseline at %s.".formatted(size),
            "About a sixth more bits for the same picture. Whatever plays today plays High.",
            new Remedy(
                "Settings → Output → Output Mode: Advanced → Streaming → Profile: high, CPU Usage"
                    + " Preset: veryfast",
                "-profile:v high -preset veryfast")));
  }
}
