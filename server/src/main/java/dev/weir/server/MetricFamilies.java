package dev.weir.server;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Gathers values with labels under the names of Prometheus. Confined to one call. */
final class MetricFamilies {
  private final SequencedMap<String, CounterSnapshot.Builder> counters = new TreeMap<>();
  private final SequencedMap<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();

  /** {@code labels} are names and values in turn. */
  void gauge(String name, long value, String... labels) {
    gauge(name, (double) value, labels);
  }

  /** {@code labels} are names and values in turn. */
  void gauge(String name, double value, String... labels) {
    gauges
        .computeIfAbsent(name, _ -> GaugeSnapshot.builder().name(name))
        .dataPoint(GaugeDataPointSnapshot.builder().labels(Labels.of(labels)).value(value).build());
  }

  /** {@code name} without its {@code _total}. */
  void counter(String name, long value, String... labels) {
    counters
        .computeIfAbsent(name, _ -> CounterSnapshot.builder().name(name))
        .dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(Labels.of(labels))
                .value((double) value)
                .build());
  }

  MetricSnapshots snapshots() {
    var snapshots = MetricSnapshots.builder();
    counters.values().forEach(counter -> snapshots.metricSnapshot(counter.build()));
    gauges.values().forEach(gauge -> snapshots.metricSnapshot(gauge.build()));
    return snapshots.build();
  }
}
