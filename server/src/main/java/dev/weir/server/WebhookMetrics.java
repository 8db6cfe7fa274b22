package dev.weir.server;

import dev.weir.gateway.webhook.WebhookStats;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;

/** What webhooks come to, for {@code /metrics}. Thread-safe. */
record WebhookMetrics(Supplier<List<WebhookStats>> webhooks) implements MultiCollector {
  @Override
  public MetricSnapshots collect() {
    var families = new MetricFamilies();
    for (WebhookStats stats : webhooks.get()) {
      families.gauge("weir_webhooks_waiting", stats.waiting(), "webhook", stats.name());
      families.counter("weir_webhooks_delivered", stats.delivered(), "webhook", stats.name());
      families.counter("weir_webhooks_failures", stats.failures(), "webhook", stats.name());
      families.counter("weir_webhooks_given_up", stats.givenUp(), "webhook", stats.name());
    }
    return families.snapshots();
  }
}
