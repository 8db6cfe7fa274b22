package dev.weir.channel.health;

import dev.weir.stream.Series;
import dev.weir.stream.StreamMeasure;
import dev.weir.stream.TimelineLimits;
import java.util.Optional;

/** Which clocks the timestamps follow: one for all tracks, and that of real time. */
final class ClockChecks {
  private static final long FURTHEST_APART_MILLIS = TimelineLimits.DEFAULT.forwardHole().toMillis();

  private static final double MOST_HELD_BACK = 0.05;
  private static final int FEWEST_HELD_MILLIS = 500;

  private ClockChecks() {}

  /** Whether sound and picture are so far apart that the server no longer goes by timestamps. */
  static boolean areApart(int skewMillis) {
    return Math.abs(skewMillis) > FURTHEST_APART_MILLIS;
  }

  static Optional<Finding> together(HealthSnapshot snapshot) {
    int skew = snapshot.recent().median(StreamMeasure.SKEW_MILLIS).orElse(0);
    if (!snapshot.isPublishing() || !areApart(skew)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "clocks-apart",
            Severity.WARNING,
            "Sound and picture follow different clocks",
            "Timestamps of %s are %s ahead of those of %s that come at the same time."
                .formatted(
                    skew > 0 ? "video" : "audio",
                    Words.seconds(Math.abs(skew)),
                    skew > 0 ? "audio" : "video"),
            "The server plays together what arrives together; lips may be out of step by what the"
                + " encoder holds back of either.",
            new Remedy(
                "Remove and add again the source that has a clock of its own; Edit → Advanced Audio"
                    + " Properties → Sync Offset: 0 ms",
                "no -copyts; -use_wallclock_as_timestamps 1 before each -i of a live source, or"
                    + " before none")));
  }

  /** So often that what comes, comes when this server lets it. */
  static boolean isHeldBack(HealthSnapshot snapshot) {
    long heldMillis = heldMillis(snapshot);
    return heldMillis >= FEWEST_HELD_MILLIS
        && heldMillis >= snapshot.recent().size() * 1000L * MOST_HELD_BACK;
  }

  private static long heldMillis(HealthSnapshot snapshot) {
    return snapshot.recent().known(StreamMeasure.HELD_BACK_MILLIS).asLongStream().sum();
  }

  static Optional<Finding> pace(HealthSnapshot snapshot) {
    Series<StreamMeasure> recent = snapshot.recent();
    if (!snapshot.isPublishing() || recent.size() == 0) {
      return Optional.empty();
    }
    if (!isHeldBack(snapshot)) {
      return Optional.of(
          Finding.passed(
              "faster-than-real-time", "The encoder keeps real time", "It never had to wait."));
    }
    return Optional.of(
        new Finding(
            "faster-than-real-time",
            Severity.WARNING,
            "The encoder is faster than real time",
            "It had to wait for %s of the last %s."
                .formatted(
                    Words.seconds(heldMillis(snapshot)), Words.seconds(recent.size() * 1000L)),
            "The server takes 10 s more than has passed and then makes the encoder wait, so that"
                + " viewers get no more than there is. They see it by fits and starts.",
            new Remedy("", "-re (before -i of a file)")));
  }
}
