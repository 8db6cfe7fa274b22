package dev.weir.channel.health;

import dev.weir.stream.Series;
import dev.weir.stream.TrackMeasure;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether the sound is loud enough to be heard, and not too loud to be carried. */
final class LevelChecks {
  private static final int LONGEST_SECONDS = 600;
  private static final int RECENT_SECONDS = 60;
  private static final int FEWEST_SECONDS = 10;
  private static final int SILENT_SECONDS = 30;

  /** Below the noise of any room; a microphone that is on is above. */
  private static final int SILENT_CENTI = -7_000;

  /** Speech is meant to have −25 to −15; a viewer cannot turn up what is another 20 dB below. */
  private static final int QUIET_CENTI = -3_600;

  private static final int VERY_QUIET_CENTI = -4_600;
  private static final int WANTED_CENTI = -2_000;

  /** Loud music has a few peaks beyond full scale, which nobody hears. */
  private static final int MOST_CLIPPED_PPM = 1_000;

  private static final String MIXER = "Audio Mixer: ";

  private LevelChecks() {}

  private static Optional<Series<TrackMeasure>> measured(HealthSnapshot snapshot, int seconds) {
    return snapshot
        .audio()
        .filter(_ -> snapshot.isPublishing())
        .map(track -> snapshot.recent(track, seconds))
        .filter(recent -> recent.known(TrackMeasure.RMS_DBFS_CENTI).count() >= FEWEST_SECONDS);
  }

  static Optional<Finding> silence(HealthSnapshot snapshot) {
    return measured(snapshot, LONGEST_SECONDS)
        .map(LevelChecks::silentSeconds)
        .map(seconds ->
            seconds < SILENT_SECONDS
                ? Finding.passed("audio-silent", "There is something to hear", heard(snapshot))
                : new Finding(
                    "audio-silent",
                    Severity.WARNING,
                    "The sound is silent",
                    "Nothing above −70 dBFS for %d s.".formatted(seconds),
                    "Viewers hear nothing, and may think that it is their fault.",
                    new Remedy(
                        MIXER
                            + "unmute the source and look for its level; Settings → Audio → Global"
                            + " Audio Devices",
                        "")));
  }

  /** Of the latest that could be measured. */
  private static int silentSeconds(Series<TrackMeasure> series) {
    int silent = 0;
    for (int i = series.size() - 1; i >= 0; i--) {
      OptionalInt rms = series.at(TrackMeasure.RMS_DBFS_CENTI, i);
      if (rms.isPresent() && rms.getAsInt() > SILENT_CENTI) {
        return silent;
      }
      silent += rms.isPresent() ? 1 : 0;
    }
    return silent;
  }

  private static String heard(HealthSnapshot snapshot) {
    return measured(snapshot, RECENT_SECONDS)
        .map(recent ->
            "%s on average, peaks of %s."
                .formatted(Words.dbfs(average(recent)), Words.dbfs(peak(recent))))
        .orElse("");
  }

  /** Averages power, as seconds of equal length sound together. */
  private static long average(Series<TrackMeasure> recent) {
    double power =
        recent
            .known(TrackMeasure.RMS_DBFS_CENTI)
            .mapToDouble(centi -> Math.pow(10, centi / 1_000.0))
            .average()
            .orElse(0);
    return Math.round(1_000 * Math.log10(power));
  }

  private static int peak(Series<TrackMeasure> recent) {
    return recent.known(TrackMeasure.PEAK_DBFS_CENTI).max().orElse(0);
  }

  static Optional<Finding> quiet(HealthSnapshot snapshot) {
    return measured(snapshot, RECENT_SECONDS)
        .filter(recent -> louder(recent) > SILENT_CENTI)
        .map(recent ->
            louder(recent) >= QUIET_CENTI
                ? Finding.passed(
                    "audio-quiet",
                    "The sound is loud enough",
                    Words.dbfs(louder(recent)) + " where it is loudest.")
                : quiet(recent));
  }

  /** What the loudest tenth of the seconds has at least: pauses are no fault. */
  private static int louder(Series<TrackMeasure> recent) {
    int[] sorted = recent.known(TrackMeasure.RMS_DBFS_CENTI).sorted().toArray();
    return sorted[(int) ((sorted.length - 1) * 0.9)];
  }

  private static Finding quiet(Series<TrackMeasure> recent) {
    int level = louder(recent);
    long missing = Math.round((WANTED_CENTI - level) / 100.0);
    return new Finding(
        "audio-quiet",
        level < VERY_QUIET_CENTI ? Severity.WARNING : Severity.ADVICE,
        "The sound is too quiet",
        "%s where it is loudest, with peaks of %s. Speech is meant to have −25 to −15 dBFS."
            .formatted(Words.dbfs(level), Words.dbfs(peak(recent))),
        "Viewers turn up the volume, and are startled by whatever comes next.",
        new Remedy(
            MIXER
                + "raise the source until its level moves in the yellow (−20 to −9 dB); if that is"
                + " not enough: Filters → Gain: %d dB, then Limiter".formatted(missing),
            "-af volume=%ddB,alimiter=limit=0.9:level=disabled".formatted(missing)));
  }

  static Optional<Finding> clipping(HealthSnapshot snapshot) {
    return measured(snapshot, RECENT_SECONDS)
        .map(recent ->
            clipped(recent) <= MOST_CLIPPED_PPM
                ? Finding.passed(
                    "audio-clipping",
                    "The sound is not overdriven",
                    "Peaks of %s.".formatted(Words.dbfs(peak(recent))))
                : clipping(recent));
  }

  private static double clipped(Series<TrackMeasure> recent) {
    return recent.known(TrackMeasure.CLIPPED_PPM).average().orElse(0);
  }

  private static Finding clipping(Series<TrackMeasure> recent) {
    String percent = String.format(Locale.ROOT, "%.1f %%", clipped(recent) / 10_000);
    return new Finding(
        "audio-clipping",
        Severity.WARNING,
        "The sound is overdriven",
        "%s of the samples are beyond full scale, with peaks of %s."
            .formatted(percent, Words.dbfs(peak(recent))),
        "It crackles and sounds harsh, on every device and at every volume.",
        new Remedy(
            MIXER
                + "lower the source until its level stays out of the red (below −9 dB); lower the"
                + " gain of the microphone or its interface, which no later step can mend; Filters"
                + " → Limiter: −3 dB",
            "-af volume=-6dB,alimiter=limit=0.7:level=disabled"));
  }
}
