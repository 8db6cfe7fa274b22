package dev.weir.channel.health;

import dev.weir.stream.HealthHistory;
import dev.weir.stream.Series;
import dev.weir.stream.StreamMeasure;
import dev.weir.stream.TrackHealth;
import dev.weir.stream.TrackMeasure;
import java.time.Duration;
import java.util.Optional;

/**
 * All that the {@link Doctor} looks at. Immutable.
 *
 * @param segment the length that segments should have
 * @param rewind whether viewers can go back
 */
public record HealthSnapshot(HealthHistory history, Duration segment, Rewind rewind) {
  /** Whether the past of a stream is being kept on disk. */
  public enum Rewind {
    OFF,
    KEPT,
    /** It should be, but the disk is full or has failed. */
    FAILING
  }

  /** Encoders begin with what has piled up while they connected. */
  private static final int SETTLING_SECONDS = 3;

  /** Long enough to tell a habit, short enough for a mended setting to show soon. */
  private static final int RECENT_SECONDS = 60;

  /** In which at least one sample comes through as quickly as the network allows. */
  private static final int DELAY_SECONDS = 5;

  private static final double CENTI = 100;

  public boolean isPublishing() {
    return history.publishing();
  }

  /** The first track of video. */
  public Optional<TrackHealth> video() {
    return history.video();
  }

  /** The first track of audio. */
  public Optional<TrackHealth> audio() {
    return history.audio();
  }

  /** For how many seconds it has run without a break. */
  int steadySeconds() {
    long steady = history.next() - history.steadySince() - SETTLING_SECONDS;
    return Math.clamp(steady, 0, history.stream().size());
  }

  /** The last minute, of this run of timestamps. */
  Series<TrackMeasure> recent(TrackHealth track) {
    return recent(track, RECENT_SECONDS);
  }

  /** The last {@code seconds}, of this run of timestamps. */
  Series<TrackMeasure> recent(TrackHealth track, int seconds) {
    return track.series().tail(Math.min(seconds, steadySeconds()));
  }

  /** The last minute, of this run of timestamps. */
  Series<StreamMeasure> recent() {
    return steady().tail(RECENT_SECONDS);
  }

  /** This run of timestamps, ten minutes of it at most. */
  Series<StreamMeasure> steady() {
    return history.stream().tail(steadySeconds());
  }

  /** Frames in a second, by the usual distance of two; 0 while not known. */
  double frameRate(TrackHealth video) {
    return recent(video).median(TrackMeasure.USUAL_RATE_CENTI).orElse(0) / CENTI;
  }

  /** How the encoder's clock goes against ours; empty until two minutes have been measured. */
  public Optional<ClockDrift> drift() {
    return ClockDrift.of(steady());
  }

  /** How much later the newest samples came than the quickest of the run; 0 while not known. */
  public long delayMillis() {
    int newest = steady().tail(DELAY_SECONDS).known(StreamMeasure.DELAY_MICROS).min().orElse(0);
    int best = steady().known(StreamMeasure.DELAY_MICROS).min().orElse(newest);
    return ((long) newest - best) / 1000;
  }
}
