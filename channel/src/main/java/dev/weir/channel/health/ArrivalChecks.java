package dev.weir.channel.health;

import dev.weir.stream.Series;
import dev.weir.stream.StreamMeasure;
import dev.weir.stream.TrackHealth;
import dev.weir.stream.TrackMeasure;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How a stream comes in: what the network does to it, and what the encoder's clock and load do. A
 * network that holds back delivers all of it afterwards; an encoder that is overloaded leaves
 * frames out, and what it sends comes evenly.
 */
final class ArrivalChecks {
  private static final int FEWEST_SECONDS = 10;

  /** After so long a silence the player's buffer of low-latency HLS shrinks. */
  private static final int LONG_GAP_MILLIS = 500;

  private static final int WORST_GAP_MILLIS = 2_000;
  private static final int FEWEST_GAPS = 2;
  private static final int HIGHEST_JITTER_MICROS = 100_000;

  private static final double MOST_SKIPPED = 0.01;
  private static final int FEWEST_SKIPPED = 3;

  private static final int LONG_DELAY_MILLIS = 1_500;
  private static final int WORST_DELAY_MILLIS = 4_000;

  private static final int MOST_SKEW_MILLIS = 100;
  private static final int WORST_SKEW_MILLIS = 500;

  private static final double MOST_DRIFT_PPM = 100;

  /** No crystal is so wrong: what looks like one is a stream that falls behind. */
  private static final double NO_CLOCK_PPM = 5_000;

  private ArrivalChecks() {}

  private static boolean isTooEarly(HealthSnapshot snapshot) {
    return !snapshot.isPublishing() || snapshot.recent().size() < FEWEST_SECONDS;
  }

  static Optional<Finding> network(HealthSnapshot snapshot) {
    if (isTooEarly(snapshot) || ClockChecks.isHeldBack(snapshot)) {
      return Optional.empty();
    }
    int longest = snapshot.recent().known(StreamMeasure.LONGEST_GAP_MILLIS).max().orElse(0);
    int jitterMillis = jitterMicros(snapshot) / 1000;
    String measured =
        "Nothing for %s at most, jitter of %d ms.".formatted(Words.seconds(longest), jitterMillis);
    boolean isOfNetwork = hasGaps(snapshot) && !isEncoderPausing(snapshot);
    if (!isOfNetwork && jitterMicros(snapshot) <= HIGHEST_JITTER_MICROS) {
      return Optional.of(
          Finding.passed("network-unsteady", "The stream comes in evenly", measured));
    }
    return Optional.of(
        new Finding(
            "network-unsteady",
            isOfNetwork ? Severity.WARNING : Severity.ADVICE,
            "The stream comes in by fits and starts",
            measured,
            "Low latency is lost first: players stall, then keep further away from live. The line"
                + " between encoder and server holds back what the encoder sends.",
            new Remedy(
                "Use a cable, not Wi-Fi; Settings → Output → Streaming → Bitrate: lower; Settings →"
                    + " Advanced → Network: Dynamically change bitrate to manage congestion."
                    + " Dropped Frames (Network) in Docks → Stats should stay at 0",
                lowerBitrate(snapshot))));
  }

  private static boolean hasGaps(HealthSnapshot snapshot) {
    long limit = Math.max(LONG_GAP_MILLIS, 3 * usualStepMillis(snapshot));
    long[] gaps = gaps(snapshot).filter(gap -> gap > limit).toArray();
    return gaps.length >= FEWEST_GAPS
        || LongStream.of(gaps).anyMatch(gap -> gap > WORST_GAP_MILLIS);
  }

  /**
   * Each silence once, with its whole length: as long as it lasts it grows from second to second.
   */
  private static LongStream gaps(HealthSnapshot snapshot) {
    int[] longest = snapshot.recent().known(StreamMeasure.LONGEST_GAP_MILLIS).toArray();
    return IntStream.range(0, longest.length)
        .filter(i -> i + 1 == longest.length || longest[i + 1] <= longest[i])
        .mapToLong(i -> longest[i]);
  }

  /** What was silent in time is missing in the timestamps too: nothing was held back. */
  private static boolean isEncoderPausing(HealthSnapshot snapshot) {
    long silentMillis = gaps(snapshot).filter(gap -> gap > LONG_GAP_MILLIS).sum();
    return skipped(snapshot) * usualStepMillis(snapshot) > silentMillis / 2;
  }

  private static int jitterMicros(HealthSnapshot snapshot) {
    return snapshot.history().tracks().stream()
        .mapToInt(track -> snapshot.recent(track).median(TrackMeasure.JITTER_MICROS).orElse(0))
        .max()
        .orElse(0);
  }

  private static long usualStepMillis(HealthSnapshot snapshot) {
    int centi = snapshot.video().flatMap(video -> median(snapshot, video)).orElse(0);
    return centi == 0 ? 0 : 100_000 / centi;
  }

  private static Optional<Integer> median(HealthSnapshot snapshot, TrackHealth video) {
    return snapshot.recent(video).median(TrackMeasure.USUAL_RATE_CENTI).stream().boxed().findAny();
  }

  private static long skipped(HealthSnapshot snapshot) {
    return snapshot
        .video()
        .map(video -> snapshot.recent(video).known(TrackMeasure.SKIPPED_FRAMES).sum())
        .orElse(0);
  }

  private static String lowerBitrate(HealthSnapshot snapshot) {
    double mean = snapshot.recent().known(StreamMeasure.BITRATE_KBPS).average().orElse(0);
    long lower = Math.max(100, Math.round(mean * 0.7 / 100) * 100);
    return "-b:v %dk -maxrate %dk -bufsize %dk".formatted(lower, lower, lower);
  }

  static Optional<Finding> skippedFrames(HealthSnapshot snapshot) {
    if (isTooEarly(snapshot) || snapshot.video().isEmpty()) {
      return Optional.empty();
    }
    Series<TrackMeasure> recent = snapshot.recent(snapshot.video().get());
    if (PictureChecks.isVariable(recent)) {
      return Optional.empty();
    }
    long skipped = skipped(snapshot);
    long frames = recent.known(TrackMeasure.FRAMES).sum();
    if (skipped < FEWEST_SKIPPED || skipped < frames * MOST_SKIPPED) {
      return Optional.of(
          Finding.passed("encoder-overload", "The encoder keeps up", "No frames are missing."));
    }
    boolean isNetwork = hasGaps(snapshot) && !isEncoderPausing(snapshot);
    return Optional.of(isNetwork ? droppedByEncoder(skipped, frames) : overloaded(skipped, frames));
  }

  private static Finding overloaded(long skipped, long frames) {
    return new Finding(
        "encoder-overload",
        Severity.WARNING,
        "The encoder leaves frames out",
        "%d of %d frames are missing, and the rest comes in evenly. Mostly the computer is too slow for"
                .formatted(skipped, frames + skipped)
            + " the encoder's settings.",
        "The picture judders.",
        new Remedy(
            "Skipped frames due to encoding lag in Docks → Stats says so too. Settings → Output →"
                + " Output Mode: Advanced → Streaming → CPU Usage Preset: superfast, or a hardware"
                + " encoder; Settings → Video → Common FPS Values: 30",
            "-preset superfast"));
  }

  private static Finding droppedByEncoder(long skipped, long frames) {
    return new Finding(
        "encoder-overload",
        Severity.WARNING,
        "The encoder drops frames",
        "%d of %d frames are missing, and the rest comes by fits and starts: the line is too slow."
            .formatted(skipped, frames + skipped),
        "The picture judders.",
        new Remedy(
            "Dropped Frames (Network) in Docks → Stats says so too. Settings → Output → Streaming →"
                + " Bitrate: lower",
            ""));
  }

  static Optional<Finding> delay(HealthSnapshot snapshot) {
    if (isTooEarly(snapshot)) {
      return Optional.empty();
    }
    long delay = snapshot.delayMillis();
    if (delay < LONG_DELAY_MILLIS) {
      return Optional.of(
          Finding.passed(
              "falling-behind",
              "The stream is on time",
              "%d ms behind its best.".formatted(delay)));
    }
    return Optional.of(
        new Finding(
            "falling-behind",
            delay > WORST_DELAY_MILLIS ? Severity.FAULT : Severity.WARNING,
            "The stream falls behind",
            "It comes %s later than at its best, at %s."
                .formatted(Words.seconds(delay), Words.bitrate(bitrateNow(snapshot))),
            "Latency grows, and players stall when they run dry. Either the line carries less than"
                + " the encoder sends, or the encoder is slower than real time.",
            new Remedy(
                "Settings → Output → Streaming → Bitrate: lower; Settings → Advanced → Network:"
                    + " Dynamically change bitrate to manage congestion",
                lowerBitrate(snapshot) + " -preset superfast")));
  }

  private static long bitrateNow(HealthSnapshot snapshot) {
    return Math.round(
        snapshot
            .recent()
            .tail(FEWEST_SECONDS)
            .known(StreamMeasure.BITRATE_KBPS)
            .average()
            .orElse(0));
  }

  static Optional<Finding> skew(HealthSnapshot snapshot) {
    if (isTooEarly(snapshot)) {
      return Optional.empty();
    }
    Series<StreamMeasure> recent = snapshot.recent();
    if (recent.median(StreamMeasure.SKEW_MILLIS).isEmpty()) {
      return Optional.empty();
    }
    int skew = recent.median(StreamMeasure.SKEW_MILLIS).getAsInt();
    if (ClockChecks.areApart(skew)) {
      return Optional.empty();
    }
    String measured =
        "%s comes %d ms ahead of %s."
            .formatted(skew > 0 ? "Video" : "Audio", Math.abs(skew), skew > 0 ? "audio" : "video");
    if (Math.abs(skew) <= MOST_SKEW_MILLIS) {
      return Optional.of(Finding.passed("av-skew", "Sound and picture come together", measured));
    }
    return Optional.of(
        new Finding(
            "av-skew",
            Math.abs(skew) > WORST_SKEW_MILLIS ? Severity.WARNING : Severity.ADVICE,
            "Sound and picture come apart",
            measured,
            "Both are shown only when the later one is there: as much more latency. Where their"
                + " timestamps are wrong as well, lips are out of step.",
            new Remedy(
                "Edit → Advanced Audio Properties → Sync Offset: 0 ms",
                "-af aresample=async=1 -max_interleave_delta 100000")));
  }

  static Optional<Finding> drift(HealthSnapshot snapshot) {
    Optional<ClockDrift> drift = snapshot.isPublishing() ? snapshot.drift() : Optional.empty();
    return drift
        .filter(found -> Math.abs(found.partsPerMillion()) < NO_CLOCK_PPM)
        .map(ArrivalChecks::drift);
  }

  private static Finding drift(ClockDrift drift) {
    long ppm = Math.round(drift.partsPerMillion());
    String measured =
        "%d parts in a million %s, measured over %d s."
            .formatted(Math.abs(ppm), ppm < 0 ? "slow" : "fast", drift.seconds());
    if (Math.abs(ppm) <= MOST_DRIFT_PPM) {
      return Finding.passed("clock-drift", "The encoder's clock is right", measured);
    }
    return new Finding(
        "clock-drift",
        Severity.WARNING,
        "The encoder's clock is wrong",
        measured,
        "The stream gains or loses %s in an hour, which players make up by playing faster or slower"
                .formatted(Words.seconds(Math.abs(ppm) * 36 / 10))
            + " or by a stall.",
        new Remedy(
            "Settings → Audio: capture sound with the device whose clock drives the picture, and"
                + " Edit → Advanced Audio Properties. Keep the computer's clock right by NTP",
            "-use_wallclock_as_timestamps 1 (before -i of a live source) -af aresample=async=1"));
  }
}
