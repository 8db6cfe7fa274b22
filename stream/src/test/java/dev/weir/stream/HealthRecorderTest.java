package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.stream.PublishResult.Granted;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured of a stream as it arrives, by way of the registry. */
class HealthRecorderTest {
  private static final StreamName NAME = new StreamName("measured");

  private final ManualTime time = new ManualTime();
  private final StreamRegistry registry = new StreamRegistry(RegistryLimits.DEFAULT, time);

  private PublisherLease publish() {
    var identity = new PublisherIdentity("s1", "192.0.2.1", "none");
    var granted = registry.publish(NAME, PublishPolicy.TAKE_OVER, identity, _ -> {});
    PublisherLease lease = ((Granted) granted).lease();
    lease.track(TestMedia.VIDEO);
    lease.track(TestMedia.AUDIO);
    return lease;
  }

  /** Each when its media time has come. */
  private void send(PublisherLease lease, List<MediaSample> samples) {
    long last = samples.getFirst().dtsTicks();
    for (MediaSample sample : samples) {
      pause(sample.dtsTicks() - last);
      last = sample.dtsTicks();
      lease.sample(sample);
    }
  }

  private void pause(long millis) {
    time.advance(Duration.ofMillis(millis));
    registry.tick(time.monotonicNanos());
  }

  private HealthHistory health() {
    return registry.health(NAME).orElseThrow();
  }

  private TrackHealth video() {
    return health().video().orElseThrow();
  }

  @Test
  void knowsNothingBeforeASecondIsOver() {
    PublisherLease lease = publish();
    lease.sample(TestMedia.keyframe(0));

    assertThat(health().next()).isZero();
    assertThat(health().stream().size()).isZero();
    assertThat(registry.health(new StreamName("other"))).isEmpty();
  }

  @Test
  void measuresEachSecondOfAnEvenStream() {
    send(publish(), new Encoder(25, 1, 50).samples(0, 10_040));

    Series<TrackMeasure> video = video().series().tail(7);
    assertThat(health().next()).isEqualTo(10);
    assertThat(video.known(TrackMeasure.FRAMES)).containsOnly(25);
    assertThat(video.known(TrackMeasure.FRAME_RATE_CENTI)).containsOnly(2500);
    assertThat(video.known(TrackMeasure.USUAL_RATE_CENTI)).containsOnly(2500);
    assertThat(video.known(TrackMeasure.IRREGULAR_FRAMES)).containsOnly(0);
    assertThat(video.known(TrackMeasure.SKIPPED_FRAMES)).containsOnly(0);
    assertThat(video.known(TrackMeasure.REORDER_MILLIS)).containsOnly(0);
    assertThat(video.known(TrackMeasure.JITTER_MICROS)).containsOnly(0);
    assertThat(video.known(TrackMeasure.LONGEST_KEYFRAME_INTERVAL_MILLIS)).containsOnly(2000);
    Series<StreamMeasure> stream = health().stream().tail(7);
    assertThat(stream.known(StreamMeasure.LONGEST_GAP_MILLIS)).allMatch(gap -> gap < 30);
    assertThat(stream.known(StreamMeasure.DELAY_MICROS)).containsOnly(0);
    assertThat(stream.known(StreamMeasure.DROPPED_SAMPLES)).containsOnly(0);
    assertThat(stream.known(StreamMeasure.JUMPS)).containsOnly(0);
  }

  @Test
  void countsBitsOfASecond() {
    PublisherLease lease = publish();
    var frame =
        new MediaSample(TestMedia.VIDEO_ID, 0, 0, 0, true, List.of(Bytes.wrap(new byte[12_500])));
    lease.sample(frame);
    pause(500);
    lease.sample(frame.withDtsTicks(500));
    pause(600);

    assertThat(health().stream().at(StreamMeasure.BITRATE_KBPS, 0)).hasValue(200);
    assertThat(video().series().at(TrackMeasure.BITRATE_KBPS, 0)).hasValue(200);
  }

  @Test
  void tellsSkippedFramesFromIrregularOnes() {
    PublisherLease lease = publish();
    long[] times = {0, 40, 80, 120, 240, 280, 320, 376, 416, 456};
    for (long millis : times) {
      send(lease, List.of(TestMedia.videoSample(millis, 0, millis == 0)));
    }
    pause(1_000);

    assertThat(video().series().at(TrackMeasure.SKIPPED_FRAMES, 0)).hasValue(2);
    assertThat(video().series().at(TrackMeasure.IRREGULAR_FRAMES, 0)).hasValue(1);
  }

  @Test
  void measuresReordering() {
    PublisherLease lease = publish();
    for (int i = 0; i < 30; i++) {
      lease.sample(TestMedia.videoSample(i * 40L, i % 2 == 0 ? 80 : 0, i == 0));
      pause(40);
    }

    assertThat(video().series().at(TrackMeasure.REORDER_MILLIS, 0)).hasValue(80);
  }

  @Test
  void growsTheGapOfAPublisherThatFallsSilent() {
    PublisherLease lease = publish();
    send(lease, new Encoder(25, 1, 50).samples(0, 1_040));
    pause(3_000);

    Series<StreamMeasure> stream = health().stream();
    assertThat(stream.at(StreamMeasure.BITRATE_KBPS, 2)).hasValue(0);
    assertThat(stream.at(StreamMeasure.LONGEST_GAP_MILLIS, 2).orElseThrow()).isGreaterThan(1_900);
  }

  @Test
  void leavesOutTheTimeWithoutAPublisher() {
    PublisherLease lease = publish();
    send(lease, new Encoder(25, 1, 50).samples(0, 2_040));
    lease.lost("gone");
    pause(2_000);

    HealthHistory away = health();
    assertThat(away.publishing()).isFalse();
    assertThat(away.tracks()).hasSize(2);
    assertThat(away.stream().at(StreamMeasure.BITRATE_KBPS, 3)).isEmpty();

    publish();
    pause(1_000);

    assertThat(health().publishing()).isTrue();
    assertThat(health().steadySince()).isEqualTo(4);
  }

  @Test
  void beginsAnewWhereTimestampsJump() {
    PublisherLease lease = publish();
    send(lease, new Encoder(25, 1, 50).samples(0, 3_040));
    for (MediaSample sample : new Encoder(25, 1, 50).samples(3_600_000, 3_040)) {
      pause(14);
      lease.sample(sample);
    }

    assertThat(health().steadySince()).isEqualTo(3);
    assertThat(health().stream().known(StreamMeasure.JUMPS).sum()).isEqualTo(1);
    assertThat(video().series().known(TrackMeasure.LONGEST_KEYFRAME_INTERVAL_MILLIS).max())
        .hasValue(2000);
  }

  @Test
  void keepsTenMinutes() {
    PublisherLease lease = publish();
    for (int second = 0; second < 700; second++) {
      lease.sample(TestMedia.keyframe(second * 1000L));
      pause(1000);
    }

    assertThat(health().from()).isEqualTo(100);
    assertThat(health().next()).isEqualTo(700);
    assertThat(health().stream().size()).isEqualTo(600);
    assertThat(video().series().known(TrackMeasure.FRAMES)).hasSize(600).containsOnly(1);
    assertThat(health().endWallMillis()).isEqualTo(ManualTime.WALL_START_MILLIS + 700_000);
  }

  @Test
  void outlivesATimeInWhichNobodyLooked() {
    PublisherLease lease = publish();
    lease.sample(TestMedia.keyframe(0));
    time.advance(Duration.ofHours(2));

    assertThat(health().next()).isEqualTo(7200);
    assertThat(health().stream().size()).isEqualTo(600);
  }

  @Test
  void measuresNoMoreTracksThanItHasRoomFor() {
    PublisherLease lease = publish();
    for (int id = 3; id < 20; id++) {
      lease.track(new Track(id, 1000, TestMedia.AUDIO.config()));
    }

    assertThat(health().tracks()).hasSize(HealthRecorder.MOST_TRACKS);
  }
}
