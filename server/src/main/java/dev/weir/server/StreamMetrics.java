package dev.weir.server;

import dev.weir.channel.LiveChannel;
import dev.weir.channel.LiveChannels;
import dev.weir.channel.PresentationFeed;
import dev.weir.channel.ladder.LadderState;
import dev.weir.gateway.http.Viewers;
import dev.weir.stream.LiveStream;
import dev.weir.stream.PublisherStats;
import dev.weir.stream.StreamRegistry;
import dev.weir.stream.StreamStats;
import dev.weir.stream.SubscriptionStats;
import dev.weir.stream.TimelineCounters;
import dev.weir.stream.TrackStats;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What every stream on air tells of itself: its rate, its viewers, and all that its queues have
 * dropped. Read anew for each answer, so that the lines of a stream go with it. Thread-safe.
 */
final class StreamMetrics implements MultiCollector {
  private static final String DROPPED_ON_ARRIVAL = "weir_stream_publisher_dropped_samples";

  private final StreamRegistry streams;
  private final LiveChannels channels;
  private final Viewers viewers;

  StreamMetrics(StreamRegistry streams, LiveChannels channels, Viewers viewers) {
    this.streams = streams;
    this.channels = channels;
    this.viewers = viewers;
  }

  @Override
  public MetricSnapshots collect() {
    var families = new MetricFamilies();
    for (LiveStream stream : streams.streams()) {
      String name = stream.name().value();
      readStream(name, stream.stats(), families);
      families.gauge("weir_stream_viewers", viewers.of(stream.name()), "stream", name);
      streams.publisherStats(stream.name()).ifPresent(p -> readPublisher(name, p, families));
      Optional<LiveChannel> channel = channels.find(stream.name());
      channel.map(LiveChannel::feed).ifPresent(feed -> readFeed(name, feed, families));
      channel
          .flatMap(LiveChannel::ladder)
          .ifPresent(ladder -> readLadder(name, ladder.state(), families));
    }
    return families.snapshots();
  }

  private static void readStream(String name, StreamStats stats, MetricFamilies families) {
    long bitrateBps = stats.tracks().stream().mapToLong(TrackStats::bitrateBps).sum();
    families.gauge("weir_stream_bitrate_bps", bitrateBps, "stream", name);
    families.counter("weir_stream_interruptions", stats.interruptions(), "stream", name);
    stats.subscriptions().stream()
        .collect(Collectors.groupingBy(SubscriptionStats::name))
        .forEach((queue, all) -> readQueues(name, queue, all, families));
  }

  /** Of one name there is one for each loop that serves players. */
  private static void readQueues(
      String name, String queue, List<SubscriptionStats> all, MetricFamilies families) {
    String[] labels = {"stream", name, "queue", queue};
    families.gauge("weir_stream_queue_events", sum(all, SubscriptionStats::queuedEvents), labels);
    families.counter("weir_stream_queue_overflows", sum(all, SubscriptionStats::overflows), labels);
    families.counter(
        "weir_stream_queue_dropped_samples", sum(all, SubscriptionStats::droppedSamples), labels);
  }

  private static long sum(List<SubscriptionStats> all, ToLongFunction<SubscriptionStats> value) {
    return all.stream().mapToLong(value).sum();
  }

  private static void readPublisher(String name, PublisherStats stats, MetricFamilies families) {
    TimelineCounters timeline = stats.timeline();
    families.counter("weir_stream_take_overs", stats.takeOvers(), "stream", name);
    families.counter("weir_stream_jumps", timeline.jumps(), "stream", name);
    families.counter(
        "weir_stream_anchor_corrections", timeline.anchorCorrections(), "stream", name);
    dropped(name, "late", timeline.lateSamples(), families);
    dropped(name, "before-keyframe", timeline.samplesBeforeKeyframe(), families);
    dropped(name, "overflow", timeline.overflowSamples(), families);
    dropped(name, "without-track", timeline.samplesWithoutTrack(), families);
    dropped(name, "stray", timeline.straySamples(), families);
    dropped(name, "fenced", stats.fencedSamples(), families);
  }

  private static void dropped(String name, String cause, long samples, MetricFamilies families) {
    families.counter(DROPPED_ON_ARRIVAL, samples, "stream", name, "cause", cause);
  }

  private static void readFeed(String name, PresentationFeed feed, MetricFamilies families) {
    families.gauge("weir_stream_requests_waiting", feed.waiting(), "stream", name);
    families.counter("weir_stream_requests_refused", feed.refusedWaiters(), "stream", name);
  }

  private static void readLadder(String name, LadderState ladder, MetricFamilies families) {
    boolean isRunning = ladder.activity() == LadderState.Activity.RUNNING;
    families.gauge("weir_stream_ladder_running", isRunning ? 1 : 0, "stream", name);
    families.counter("weir_stream_ladder_runs", ladder.runs(), "stream", name);
    families.counter(
        "weir_stream_ladder_left_out_segments", ladder.leftOutSegments(), "stream", name);
    families.counter("weir_stream_ladder_lost_pictures", ladder.lostPictures(), "stream", name);
  }
}
