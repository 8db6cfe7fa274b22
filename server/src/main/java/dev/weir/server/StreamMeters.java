package dev.weir.server;

import dev.weir.channel.LiveChannel;
import dev.weir.channel.LiveChannels;
import dev.weir.channel.PresentationFeed;
import dev.weir.gateway.http.Viewers;
import dev.weir.stream.LiveStream;
import dev.weir.stream.StreamRegistry;
import dev.weir.stream.SubscriptionStats;
import dev.weir.stream.TrackStats;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What every stream tells of itself: its rate, its viewers, and all that its queues have dropped.
 * Guarded by itself; refreshed for each answer.
 */
final class StreamMeters {
  private final StreamRegistry streams;
  private final LiveChannels channels;
  private final List<Meter> meters;

  private record Meter(MultiGauge gauge, ToDoubleFunction<LiveStream> value) {}

  StreamMeters(
      StreamRegistry streams, LiveChannels channels, Viewers viewers, MeterRegistry registry) {
    this.streams = streams;
    this.channels = channels;
    this.meters =
        List.of(
            meter(registry, "weir.stream.bitrate.bps", StreamMeters::bitrateBps),
            meter(registry, "weir.stream.viewers", stream -> viewers.of(stream.name())),
            meter(registry, "weir.stream.interruptions", s -> s.stats().interruptions()),
            meter(registry, "weir.stream.publisher.dropped.samples", this::droppedOnArrival),
            meter(registry, "weir.stream.queue.dropped.samples", StreamMeters::droppedInQueues),
            meter(
                registry, "weir.stream.requests.waiting", s -> feed(s, PresentationFeed::waiting)),
            meter(
                registry,
                "weir.stream.requests.refused",
                s -> feed(s, PresentationFeed::refusedWaiters)));
  }

  private static Meter meter(
      MeterRegistry registry, String name, ToDoubleFunction<LiveStream> value) {
    return new Meter(MultiGauge.builder(name).register(registry), value);
  }

  /** Reads all values anew; streams that are gone leave the answer. */
  synchronized void refresh() {
    List<LiveStream> onAir = streams.streams();
    for (Meter meter : meters) {
      meter
          .gauge()
          .register(
              onAir.stream().map(stream -> row(stream, meter.value())).collect(Collectors.toList()),
              true);
    }
  }

  private static Row<?> row(LiveStream stream, ToDoubleFunction<LiveStream> value) {
    return Row.of(Tags.of("stream", stream.name().value()), value.applyAsDouble(stream));
  }

  private static double bitrateBps(LiveStream stream) {
    return stream.stats().tracks().stream().mapToLong(TrackStats::bitrateBps).sum();
  }

  private double droppedOnArrival(LiveStream stream) {
    return streams
        .publisherStats(stream.name())
        .map(stats -> stats.timeline().droppedSamples() + stats.fencedSamples())
        .orElse(0L);
  }

  private static double droppedInQueues(LiveStream stream) {
    return stream.stats().subscriptions().stream()
        .mapToLong(SubscriptionStats::droppedSamples)
        .sum();
  }

  private double feed(LiveStream stream, ToDoubleFunction<PresentationFeed> value) {
    return channels
        .find(stream.name())
        .map(LiveChannel::feed)
        .map(value::applyAsDouble)
        .orElse(0.0);
  }
}
