package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.channel.health.StreamHealth;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.packaging.PackagingConfig;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.PublishResult;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.PublisherLease;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.testkit.ManualClock;
import dev.weir.testkit.SoundFrames;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthMetricsTest {
  private final ManualClock clock = new ManualClock(1_763_676_000_000L);
  private final StreamRegistry streams =
      new StreamRegistry(RegistryLimits.DEFAULT.withGrace(Duration.ZERO), clock);
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  HealthMetricsTest() {
    var health = new StreamHealth(streams, PackagingConfig.DEFAULT, Optional.empty(), clock);
    metrics.getPrometheusRegistry().register(new HealthMetrics(streams, health));
  }

  @Test
  void tellsHowAStreamComesIn() {
    PublisherLease one = publish();
    for (int i = 0; i < 20; i++) {
      one.sample(new MediaSample(2, i * 10_000L, 0, 0, true, List.of(Bytes.of(1))));
      clock.advance(Duration.ofMillis(250));
    }

    assertThat(metrics.scrape().lines())
        .contains(
            "weir_stream_arrival_gap_seconds{stream=\"one\"} 0.25",
            "weir_stream_delay_seconds{stream=\"one\"} 0.0",
            "weir_stream_findings{severity=\"fault\",stream=\"one\"} 0.0",
            "weir_stream_findings{severity=\"advice\",stream=\"one\"} 1.0")
        .anyMatch(line ->
            line.startsWith("weir_stream_arrival_jitter_seconds{stream=\"one\",track=\"2\"}"));
  }

  @Test
  void tellsHowLoudItIs() {
    PublisherLease one = publish();
    assertThat(metrics.scrape()).doesNotContain("weir_stream_audio");

    Bytes tone = SoundFrames.noise(-20);
    for (int i = 0; i < 100; i++) {
      one.sample(new MediaSample(2, i * 1024L, 0, 0, true, List.of(tone)));
      clock.advance(Duration.ofMillis(21));
    }

    assertThat(metrics.scrape().lines())
        .contains("weir_stream_audio_clipped_ratio{stream=\"one\",track=\"2\"} 0.0")
        .anyMatch(
            line -> line.startsWith("weir_stream_audio_rms_dbfs{stream=\"one\",track=\"2\"} -2"))
        .anyMatch(
            line -> line.startsWith("weir_stream_audio_peak_dbfs{stream=\"one\",track=\"2\"} -1"));
  }

  @Test
  void forgetsAStreamThatHasEnded() {
    PublisherLease one = publish();
    assertThat(metrics.scrape()).contains("stream=\"one\"");

    one.end();
    streams.tick(clock.monotonicNanos());

    assertThat(metrics.scrape()).doesNotContain("stream=\"one\"");
  }

  private PublisherLease publish() {
    PublishResult result =
        streams.publish(
            new StreamName("one"),
            PublishPolicy.REFUSE,
            new PublisherIdentity("s", "127.0.0.1", "none"),
            _ -> {});
    PublisherLease lease = ((PublishResult.Granted) result).lease();
    lease.track(new Track(2, 48_000, new AacConfig(2, 48_000, 2, 1024, Bytes.of(0x11, 0x90))));
    return lease;
  }
}
