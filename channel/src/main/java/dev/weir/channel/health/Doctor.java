package dev.weir.channel.health;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says in words what is wrong with a stream, and how to mend it in the encoder: a pure function of
 * what was measured. docs/health.md lists what it looks for.
 */
public final class Doctor {
  private static final List<Function<HealthSnapshot, Optional<Finding>>> CHECKS =
      List.of(
          ServerChecks::publisher,
          KeyframeChecks::interval,
          KeyframeChecks::regularity,
          PictureChecks::track,
          PictureChecks::steadyRate,
          PictureChecks::commonRate,
          PictureChecks::bFrames,
          PictureChecks::profile,
          ScanChecks::interlace,
          RateChecks::spikes,
          RateChecks::size,
          ArrivalChecks::network,
          ArrivalChecks::skippedFrames,
          ArrivalChecks::delay,
          ArrivalChecks::skew,
          ArrivalChecks::drift,
          ClockChecks::together,
          ClockChecks::pace,
          SoundChecks::track,
          LevelChecks::silence,
          LevelChecks::quiet,
          LevelChecks::clipping,
          SoundChecks::sampleRate,
          SoundChecks::channels,
          ServerChecks::dropped,
          ServerChecks::jumps,
          ServerChecks::losses,
          ServerChecks::rewind);

  private Doctor() {}

  /** What every check found that could be made, the worst first; good news are among it. */
  public static List<Finding> examine(HealthSnapshot snapshot) {
    return CHECKS.stream()
        .flatMap(check -> check.apply(snapshot).stream())
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .toList();
  }

  /** The worst of it. */
  public static Severity verdict(List<Finding> findings) {
    return findings.stream()
        .map(Finding::severity)
        .max(Comparator.naturalOrder())
        .orElse(Severity.OK);
  }
}
