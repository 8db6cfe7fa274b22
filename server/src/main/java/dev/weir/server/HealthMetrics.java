package dev.weir.server;

import dev.weir.channel.health.Examination;
import dev.weir.channel.health.Finding;
import dev.weir.channel.health.HealthSnapshot;
import dev.weir.channel.health.Severity;
import dev.weir.channel.health.StreamHealth;
import dev.weir.stream.LiveStream;
import dev.weir.stream.Series;
import dev.weir.stream.StreamMeasure;
import dev.weir.stream.StreamRegistry;
import dev.weir.stream.TrackHealth;
import dev.weir.stream.TrackMeasure;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;

/**
 * How every stream on air comes in: what was measured in its last seconds, and how many findings
 * the doctor has of each severity. Read anew for each answer, so that the lines of a stream go with
 * it. Thread-safe.
 */
final class HealthMetrics implements MultiCollector {
  private static final int NOW_SECONDS = 10;
  private static final double MILLI = 1e-3;
  private static final double MICRO = 1e-6;
  private static final double CENTI = 1e-2;

  private final StreamRegistry streams;
  private final StreamHealth health;

  HealthMetrics(StreamRegistry streams, StreamHealth health) {
    this.streams = streams;
    this.health = health;
  }

  @Override
  public MetricSnapshots collect() {
    var families = new MetricFamilies();
    for (LiveStream stream : streams.streams()) {
      health
          .of(stream.name())
          .ifPresent(examination -> read(stream.name().value(), examination, families));
    }
    return families.snapshots();
  }

  private static void read(String name, Examination examination, MetricFamilies families) {
    HealthSnapshot snapshot = examination.snapshot();
    Series<StreamMeasure> now = snapshot.history().stream().tail(NOW_SECONDS);
    String[] labels = {"stream", name};
    put(families, "arrival_gap_seconds", now, StreamMeasure.LONGEST_GAP_MILLIS, MILLI, labels);
    put(families, "av_skew_seconds", now, StreamMeasure.SKEW_MILLIS, MILLI, labels);
    if (snapshot.isPublishing()) {
      families.gauge("weir_stream_delay_seconds", snapshot.delayMillis() * MILLI, labels);
    }
    examination
        .drift()
        .ifPresent(drift ->
            families.gauge("weir_stream_clock_drift_ppm", drift.partsPerMillion(), labels));
    for (TrackHealth track : snapshot.history().tracks()) {
      readTrack(name, track, families);
    }
    readFindings(name, examination.findings(), families);
  }

  private static void readTrack(String name, TrackHealth track, MetricFamilies families) {
    Series<TrackMeasure> now = track.series().tail(NOW_SECONDS);
    String[] labels = {"stream", name, "track", Integer.toString(track.track().id())};
    put(families, "arrival_jitter_seconds", now, TrackMeasure.JITTER_MICROS, MICRO, labels);
    if (!track.isVideo()) {
      put(families, "audio_rms_dbfs", now, TrackMeasure.RMS_DBFS_CENTI, CENTI, labels);
      put(families, "audio_peak_dbfs", now, TrackMeasure.PEAK_DBFS_CENTI, CENTI, labels);
      put(families, "audio_clipped_ratio", now, TrackMeasure.CLIPPED_PPM, MICRO, labels);
      return;
    }
    put(families, "frame_rate", now, TrackMeasure.FRAME_RATE_CENTI, CENTI, labels);
    put(
        families,
        "keyframe_interval_seconds",
        now,
        TrackMeasure.LONGEST_KEYFRAME_INTERVAL_MILLIS,
        MILLI,
        labels);
  }

  private static <M extends Enum<M>> void put(
      MetricFamilies families,
      String name,
      Series<M> now,
      M measure,
      double unit,
      String... labels) {
    now.newest(measure)
        .ifPresent(value -> families.gauge("weir_stream_" + name, value * unit, labels));
  }

  private static void readFindings(String name, List<Finding> findings, MetricFamilies families) {
    for (Severity severity : Severity.values()) {
      long count = findings.stream().filter(found -> found.severity() == severity).count();
      families.gauge(
          "weir_stream_findings",
          count,
          "stream",
          name,
          "severity",
          severity.name().toLowerCase(Locale.ROOT));
    }
  }
}
