package dev.weir.server;

import dev.weir.gateway.upload.UploadStats;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Locale;
import java.util.function.Supplier;

/** What uploads come to, for {@code /metrics}. Thread-safe. */
record UploadMetrics(Supplier<UploadStats> uploads) implements MultiCollector {
  @Override
  public MetricSnapshots collect() {
    UploadStats stats = uploads.get();
    var families = new MetricFamilies();
    families.gauge("weir_uploads_active", stats.active());
    families.counter("weir_uploads_received_bytes", stats.receivedBytes());
    families.counter("weir_uploads_completed", stats.completed());
    stats
        .failures()
        .forEach((fault, count) ->
            families.counter(
                "weir_upload_failures", count, "reason", fault.name().toLowerCase(Locale.ROOT)));
    return families.snapshots();
  }
}
