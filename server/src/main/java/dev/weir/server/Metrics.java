package dev.weir.server;

import dev.weir.access.Authoriser;
import dev.weir.access.Decision;
import dev.weir.channel.Dvr;
import dev.weir.channel.LiveStore;
import dev.weir.gateway.http.DiskReads;
import dev.weir.gateway.http.TrustedProxies;
import dev.weir.gateway.http.Viewers;
import dev.weir.gateway.rtmp.RtmpGateway;
import dev.weir.media.MemoryBudget;
import dev.weir.net.HttpListener;
import dev.weir.net.TcpListener;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.stream.StreamRegistry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meters of the process, and {@code /metrics}, which answers this machine alone: a request that
 * a proxy has forwarded is not of this machine. Modules count in plain fields; only here do counts
 * meet the metrics library. Thread-safe; the answer is written on a virtual thread, since reading
 * all of it takes longer than a loop may be kept.
 */
final class Metrics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
  private static final int FORBIDDEN = 403;
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final TrustedProxies proxies;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  Metrics(TrustedProxies proxies) {
    this.proxies = proxies;
    garbageCollection.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  void watch(String listener, HttpListener http) {
    gauge("weir.http.connections", listener, http, h -> h.stats().open());
    counter("weir.http.requests", listener, http, h -> h.stats().requests());
    counter("weir.http.connections.refused", listener, http, h -> h.stats().refused());
    counter("weir.http.connections.slow", listener, http, h -> h.stats().tooSlow());
    counter("weir.http.connections.flooding", listener, http, h -> h.stats().flooding());
    counter("weir.http.handler.failures", listener, http, h -> h.stats().handlerFailures());
  }

  void watch(String listener, TcpListener tcp) {
    gauge("weir.tcp.connections", listener, tcp, t -> t.stats().open());
    counter("weir.tcp.connections.accepted", listener, tcp, t -> t.stats().accepted());
    counter("weir.tcp.connections.refused", listener, tcp, t -> t.stats().refused());
    counter("weir.tcp.queue.full", listener, tcp, t -> t.stats().queueFull());
    counter("weir.tcp.handler.failures", listener, tcp, t -> t.stats().handlerFailures());
    counter("weir.tcp.received.bytes", listener, tcp, t -> t.stats().receivedBytes());
    counter("weir.tcp.sent.bytes", listener, tcp, t -> t.stats().sentBytes());
  }

  void watch(Dvr dvr, DiskReads reads) {
    Gauge.builder("weir.dvr.stored.bytes", dvr, Dvr::storedBytes).register(registry);
    Gauge.builder("weir.dvr.failing", dvr, past -> past.isFailing() ? 1 : 0).register(registry);
    FunctionCounter.builder("weir.dvr.failures", dvr, Dvr::failures).register(registry);
    FunctionCounter.builder("weir.dvr.deleted.extents", dvr, Dvr::deletedExtents)
        .register(registry);
    FunctionCounter.builder("weir.dvr.refused.reads", reads, DiskReads::refused).register(registry);
    FunctionCounter.builder("weir.dvr.failed.reads", reads, DiskReads::failed).register(registry);
  }

  void watch(LiveStore live) {
    FunctionCounter.builder("weir.live.overtaken.reads", live, LiveStore::overtakenReads)
        .register(registry);
  }

  void watch(StreamRegistry streams, MemoryBlobStore media, RtmpGateway rtmp) {
    Gauge.builder("weir.streams", streams, s -> s.streams().size()).register(registry);
    Gauge.builder("weir.media.memory.bytes", media, MemoryBlobStore::usedBytes).register(registry);
    FunctionCounter.builder("weir.rtmp.faults", rtmp, RtmpGateway::faults).register(registry);
    watchPlayers(rtmp);
  }

  void watch(MemoryBudget memory) {
    Gauge.builder("weir.memory.limit.bytes", memory, m -> m.usage().limitBytes())
        .register(registry);
    Gauge.builder("weir.memory.committed.bytes", memory, m -> m.usage().committedBytes())
        .register(registry);
    Gauge.builder("weir.memory.held.bytes", memory, m -> m.usage().heldBytes()).register(registry);
    FunctionCounter.builder("weir.memory.refusals", memory, m -> m.usage().refusals())
        .register(registry);
  }

  private void watchPlayers(RtmpGateway rtmp) {
    Gauge.builder("weir.rtmp.players", rtmp, r -> r.playStats().players()).register(registry);
    Gauge.builder("weir.rtmp.play.buffered.bytes", rtmp, r -> r.playStats().bufferedBytes())
        .register(registry);
    FunctionCounter.builder("weir.rtmp.player.skips", rtmp, r -> r.playStats().skips())
        .register(registry);
    FunctionCounter.builder(
            "weir.rtmp.player.skipped.messages", rtmp, r -> r.playStats().skippedMessages())
        .register(registry);
    FunctionCounter.builder("weir.rtmp.players.closed.slow", rtmp, r -> r.playStats().closedSlow())
        .register(registry);
  }

  void watch(Authoriser authoriser, Viewers viewers) {
    for (Decision.Code code : Decision.Code.values()) {
      FunctionCounter.builder(
              "weir.access.denied", authoriser, a -> a.stats().denied().getOrDefault(code, 0L))
          .tag("code", code.name())
          .register(registry);
    }
    FunctionCounter.builder("weir.viewers.not.counted", viewers, Viewers::notCounted)
        .register(registry);
  }

  void watch(MultiCollector collector) {
    registry.getPrometheusRegistry().register(collector);
  }

  private <T> void gauge(String name, String listener, T source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value).tag("listener", listener).register(registry);
  }

  private <T> void counter(String name, String listener, T source, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, source, value).tag("listener", listener).register(registry);
  }

  void answer(HttpServerRequest request) {
    if (!proxies.clientOf(request).isLocal()) {
      request.response().setStatusCode(FORBIDDEN).end();
      return;
    }
    Context loop = Objects.requireNonNull(Vertx.currentContext(), "not on a loop");
    Thread.ofVirtual().name("metrics").start(() -> answer(request, loop));
  }

  private void answer(HttpServerRequest request, Context loop) {
    try {
      String text = registry.scrape();
      loop.runOnContext(_ -> send(request, text));
    } catch (RuntimeException fault) {
      LOG.error("The metrics cannot be read", fault);
      loop.runOnContext(_ -> request.response().setStatusCode(INTERNAL_SERVER_ERROR).end());
    }
  }

  private static void send(HttpServerRequest request, String text) {
    request
        .response()
        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(text);
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
