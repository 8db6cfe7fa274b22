package dev.weir.channel.health;

import dev.weir.stream.Series;
import dev.weir.stream.TrackHealth;
import dev.weir.stream.TrackMeasure;
import java.util.Optional;

/** Whether the bit rate is even, and fits the picture. */
final class RateChecks {
  private static final int FEWEST_SECONDS = 20;
  private static final double HIGHEST_PEAK = 2;
  private static final double WORST_PEAK = 3;

  /** Below it a peak harms nobody: still pictures have little but their keyframes. */
  private static final int LEAST_EXCESS_KBPS = 1_000;

  // Bits for each pixel of H.264.
  private static final double FEWEST_BITS = 0.02;
  private static final double MOST_BITS = 0.25;
  private static final int LEAST_HEIGHT = 480;
  private static final int HIGH_KBPS = 10_000;
  private static final double GOOD_BITS = 0.08;

  private RateChecks() {}

  private static Optional<Series<TrackMeasure>> measured(HealthSnapshot snapshot) {
    return snapshot
        .video()
        .filter(_ -> snapshot.isPublishing())
        .map(snapshot::recent)
        .filter(recent -> recent.known(TrackMeasure.MEDIA_BITRATE_KBPS).count() >= FEWEST_SECONDS);
  }

  static Optional<Finding> spikes(HealthSnapshot snapshot) {
    return measured(snapshot).map(RateChecks::spikes);
  }

  private static Finding spikes(Series<TrackMeasure> recent) {
    double mean = recent.known(TrackMeasure.MEDIA_BITRATE_KBPS).average().orElseThrow();
    int peak = recent.known(TrackMeasure.MEDIA_BITRATE_KBPS).max().orElseThrow();
    String measured =
        "%s on average, %s at most within a second."
            .formatted(Words.bitrate(Math.round(mean)), Words.bitrate(peak));
    if (peak <= mean * HIGHEST_PEAK || peak - mean < LEAST_EXCESS_KBPS) {
      return Finding.passed("bitrate-spikes", "The bit rate is even", measured);
    }
    long rate = Math.max(100, Math.round(mean / 100) * 100);
    return new Finding(
        "bitrate-spikes",
        peak > mean * WORST_PEAK ? Severity.WARNING : Severity.ADVICE,
        "The bit rate has spikes",
        measured,
        "Viewers whose line is just fast enough stall at each spike.",
        new Remedy(
            "Settings → Output → Output Mode: Advanced → Streaming → Rate Control: CBR, Bitrate: %d"
                    .formatted(rate)
                + " Kbps",
            "-b:v %dk -maxrate %dk -bufsize %dk".formatted(rate, rate, rate)));
  }

  static Optional<Finding> size(HealthSnapshot snapshot) {
    Optional<TrackHealth> video = snapshot.video();
    Optional<Series<TrackMeasure>> measured = measured(snapshot);
    if (video.isEmpty() || measured.isEmpty()) {
      return Optional.empty();
    }
    TrackFacts facts = TrackFacts.of(video.get().track());
    double rate = snapshot.frameRate(video.get());
    double pixels = (double) facts.width() * facts.height() * rate;
    if (!facts.isAvc() || pixels == 0) {
      return Optional.empty();
    }
    double mean = measured.get().known(TrackMeasure.MEDIA_BITRATE_KBPS).average().orElseThrow();
    String text =
        "%s for %d × %d at %s frames a second."
            .formatted(
                Words.bitrate(Math.round(mean)), facts.width(), facts.height(), Words.rate(rate));
    double bits = mean * 1000 / pixels;
    long good = Math.max(100, Math.round(pixels * GOOD_BITS / 100_000) * 100);
    if (bits < FEWEST_BITS && facts.height() >= LEAST_HEIGHT) {
      return Optional.of(low(text, good));
    }
    return Optional.of(
        bits > MOST_BITS && mean > HIGH_KBPS
            ? high(text, good)
            : Finding.passed("bitrate-size", "The bit rate fits the picture", text));
  }

  private static Finding low(String measured, long good) {
    return new Finding(
        "bitrate-size",
        Severity.ADVICE,
        "The bit rate is low for the picture",
        measured,
        "Movement becomes blocky. Where the picture is mostly still, nothing is wrong.",
        new Remedy(
            bitrate(good), "-b:v %dk -maxrate %dk -bufsize %dk".formatted(good, good, good)));
  }

  private static Finding high(String measured, long good) {
    return new Finding(
        "bitrate-size",
        Severity.ADVICE,
        "The bit rate is high for the picture",
        measured,
        "Few viewers have such a line, and hardly any sees the difference.",
        new Remedy(
            bitrate(good), "-b:v %dk -maxrate %dk -bufsize %dk".formatted(good, good, good)));
  }

  private static String bitrate(long kbps) {
    return "Settings → Output → Streaming → Bitrate: %d Kbps; or another size in Settings → Video →"
            .formatted(kbps)
        + " Output (Scaled) Resolution";
  }
}
