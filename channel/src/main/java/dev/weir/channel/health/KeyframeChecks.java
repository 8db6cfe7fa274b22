package dev.weir.channel.health;

import dev.weir.stream.Series;
import dev.weir.stream.TrackHealth;
import dev.weir.stream.TrackMeasure;
import java.util.Optional;

/** Whether keyframes come soon and evenly. */
final class KeyframeChecks {
  private static final int SECONDS = 120;
  private static final long LONGEST_MILLIS = 4_000;

  /** HLS and DASH cut no segment longer than this, so viewers wait through broken ones. */
  private static final long BEYOND_ANY_SEGMENT_MILLIS = 10_500;

  /** What x264 and OBS take where nobody says otherwise. */
  private static final int AUTOMATIC_FRAMES = 250;

  private static final double ROUNDING = 1.05;
  private static final int FEWEST_INTERVALS = 6;
  private static final int FEWEST_ODD = 3;
  private static final double MOST_ODD = 0.15;
  private static final double DEFAULT_RATE = 30;

  private KeyframeChecks() {}

  static Optional<Finding> interval(HealthSnapshot snapshot) {
    if (!snapshot.isPublishing() || snapshot.video().isEmpty()) {
      return Optional.empty();
    }
    TrackHealth video = snapshot.video().get();
    int measured =
        snapshot
            .recent(video, SECONDS)
            .known(TrackMeasure.LONGEST_KEYFRAME_INTERVAL_MILLIS)
            .max()
            .orElse(0);
    long longest = Math.max(measured, video.openGopMillis());
    long limit = Math.min(2 * snapshot.segment().toMillis(), LONGEST_MILLIS);
    if (longest > limit * ROUNDING) {
      return Optional.of(tooLong(longest, snapshot, video));
    }
    return measured == 0
        ? Optional.empty()
        : Optional.of(
            Finding.passed(
                "keyframe-interval",
                "Keyframes come often enough",
                "Every %s at most.".formatted(Words.seconds(measured))));
  }

  private static Finding tooLong(long longest, HealthSnapshot snapshot, TrackHealth video) {
    double rate = snapshot.frameRate(video);
    boolean isAutomatic = Math.abs(longest * rate / 1000 - AUTOMATIC_FRAMES) < 5;
    String habit =
        isAutomatic ? " That is 250 frames, as encoders do when left to themselves." : "";
    return new Finding(
        "keyframe-interval",
        longest > BEYOND_ANY_SEGMENT_MILLIS ? Severity.FAULT : Severity.WARNING,
        "Keyframes are too far apart",
        "Up to %s from one keyframe to the next.%s".formatted(Words.seconds(longest), habit),
        "Viewers can join only at a keyframe: the picture starts late, latency grows, and after a"
            + " stall it takes as long to return.",
        new Remedy(
            "Settings → Output → Output Mode: Advanced → Streaming → Keyframe Interval: 2 s",
            options(rate)));
  }

  static Optional<Finding> regularity(HealthSnapshot snapshot) {
    if (!snapshot.isPublishing() || snapshot.video().isEmpty()) {
      return Optional.empty();
    }
    TrackHealth video = snapshot.video().get();
    Series<TrackMeasure> recent = snapshot.recent(video, SECONDS);
    long intervals = recent.known(TrackMeasure.LONGEST_KEYFRAME_INTERVAL_MILLIS).count();
    if (intervals < FEWEST_INTERVALS) {
      return Optional.empty();
    }
    int usual = recent.median(TrackMeasure.LONGEST_KEYFRAME_INTERVAL_MILLIS).orElseThrow();
    long odd =
        recent
                .known(TrackMeasure.LONGEST_KEYFRAME_INTERVAL_MILLIS)
                .filter(millis -> millis > usual * 1.2)
                .count()
            + recent
                .known(TrackMeasure.SHORTEST_KEYFRAME_INTERVAL_MILLIS)
                .filter(millis -> millis < usual * 0.8)
                .count();
    if (odd < FEWEST_ODD || odd < intervals * MOST_ODD) {
      return Optional.of(
          Finding.passed("keyframe-irregular", "Keyframes come evenly", Words.seconds(usual)));
    }
    return Optional.of(irregular(recent, snapshot.frameRate(video)));
  }

  private static Finding irregular(Series<TrackMeasure> recent, double rate) {
    int shortest = recent.known(TrackMeasure.SHORTEST_KEYFRAME_INTERVAL_MILLIS).min().orElseThrow();
    int longest = recent.known(TrackMeasure.LONGEST_KEYFRAME_INTERVAL_MILLIS).max().orElseThrow();
    return new Finding(
        "keyframe-irregular",
        Severity.ADVICE,
        "Keyframes come unevenly",
        "From %s to %s apart. Most encoders set extra ones where a scene changes."
            .formatted(Words.seconds(shortest), Words.seconds(longest)),
        "Segments differ in length, so players guess wrongly what to buffer, and extra keyframes"
            + " take bits from the picture.",
        new Remedy(
            "Settings → Output → Output Mode: Advanced → Streaming → Keyframe Interval: 2 s, and"
                + " x264 Options: scenecut=0",
            options(rate)));
  }

  private static String options(double rate) {
    long frames = Math.round(2 * (rate > 0 ? rate : DEFAULT_RATE));
    return "-g %d -keyint_min %d -sc_threshold 0".formatted(frames, frames);
  }
}
