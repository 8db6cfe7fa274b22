package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.channel.ChannelLimits;
import dev.weir.channel.LiveChannels;
import dev.weir.gateway.http.Viewers;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.packaging.PackagingConfig;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.stream.LiveStream;
import dev.weir.stream.OverflowPolicy;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.PublishResult;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.PublisherLease;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StartPolicy;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.stream.SubscriptionSpec;
import dev.weir.testkit.ManualClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StreamMetricsTest {
  private final ManualClock clock = new ManualClock(1_763_676_000_000L);
  private final StreamRegistry streams =
      new StreamRegistry(RegistryLimits.DEFAULT.withGrace(Duration.ZERO), clock);
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @AutoClose
  private final LiveChannels channels =
      new LiveChannels(
          PackagingConfig.DEFAULT,
          ChannelLimits.DEFAULT,
          new MemoryBlobStore(1000),
          Optional.empty());

  StreamMetricsTest() {
    streams.addListener(channels);
    metrics
        .getPrometheusRegistry()
        .register(new StreamMetrics(streams, channels, new Viewers(clock)));
  }

  @Test
  void saysNothingWhereNothingIsOnAir() {
    assertThat(metrics.scrape()).doesNotContain("weir_stream");
  }

  @Test
  void tellsWhatEveryQueueAndEveryPublisherHasDropped() {
    PublisherLease one = publish("one");
    publish("two");

    one.sample(new MediaSample(1, 0, 0, 1024, true, List.of(Bytes.of(1))));

    assertThat(metrics.scrape().lines())
        .contains(
            "# TYPE weir_stream_publisher_dropped_samples_total counter",
            dropped("one", "without-track", 1),
            dropped("two", "without-track", 0),
            dropped("one", "late", 0),
            dropped("one", "before-keyframe", 0),
            dropped("one", "overflow", 0),
            dropped("one", "stray", 0),
            dropped("one", "fenced", 0),
            "weir_stream_queue_dropped_samples_total{queue=\"packager\",stream=\"one\"} 0.0",
            "weir_stream_queue_overflows_total{queue=\"packager\",stream=\"one\"} 0.0",
            "weir_stream_queue_events{queue=\"packager\",stream=\"one\"} 0.0",
            "weir_stream_requests_refused_total{stream=\"one\"} 0.0",
            "weir_stream_requests_waiting{stream=\"one\"} 0.0");
  }

  /** As players on several loops have them. */
  @Test
  void addsUpQueuesOfOneName() {
    publish("one");
    LiveStream stream = streams.find(new StreamName("one")).orElseThrow();
    var spec =
        new SubscriptionSpec(
            "rtmp-play",
            OverflowPolicy.DROP_TO_NEXT_KEYFRAME,
            StartPolicy.FROM_LAST_KEYFRAME,
            8,
            1000);

    try (var _ = stream.subscribe(spec);
        var _ = stream.subscribe(spec)) {
      assertThat(metrics.scrape())
          .containsOnlyOnce("weir_stream_queue_events{queue=\"rtmp-play\",stream=\"one\"} ");
    }
  }

  @Test
  void tellsHowStreamsAreDoing() {
    publish("one");

    assertThat(metrics.scrape().lines())
        .contains(
            "weir_stream_anchor_corrections_total{stream=\"one\"} 0.0",
            "weir_stream_jumps_total{stream=\"one\"} 0.0",
            "weir_stream_take_overs_total{stream=\"one\"} 0.0",
            "weir_stream_interruptions_total{stream=\"one\"} 0.0",
            "weir_stream_bitrate_bps{stream=\"one\"} 0.0",
            "weir_stream_viewers{stream=\"one\"} 0.0");
  }

  @Test
  void forgetsAStreamThatHasEnded() {
    PublisherLease one = publish("one");
    publish("two");
    assertThat(metrics.scrape()).contains("stream=\"one\"");

    one.end();
    streams.tick(clock.monotonicNanos());

    assertThat(metrics.scrape()).doesNotContain("stream=\"one\"").contains("stream=\"two\"");
  }

  private static String dropped(String stream, String cause, int samples) {
    return "weir_stream_publisher_dropped_samples_total{cause=\"%s\",stream=\"%s\"} %d.0"
        .formatted(cause, stream, samples);
  }

  private PublisherLease publish(String name) {
    PublishResult result =
        streams.publish(
            new StreamName(name),
            PublishPolicy.REFUSE,
            new PublisherIdentity("s-" + name, "127.0.0.1", "none"),
            _ -> {});
    return ((PublishResult.Granted) result).lease();
  }
}
