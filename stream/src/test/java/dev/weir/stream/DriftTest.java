package dev.weir.stream;

import static dev.weir.media.TrackKind.AUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Anchor;
import dev.weir.media.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
  private static final int FRAME_MILLIS = 20;
  private static final Duration TOLERATED = Duration.ofMillis(50);

  private final List<StreamEvent> events = new ArrayList<>();
  private final Timeline timeline = new Timeline(TimelineLimits.DEFAULT, events::add);
  private final RandomGenerator random = new Random(42);

  /** Each sample is sent when the encoder's clock says so, and arrives after a random delay. */
  private void run(Duration length, int partsPerMillion, int jitterMillis, Duration congestion) {
    timeline.expect(Set.of(AUDIO));
    timeline.track(TestMedia.AUDIO);
    long frames = length.toMillis() / FRAME_MILLIS;
    long arrivedNanos = 0;
    for (long i = 0; i < frames; i++) {
      long mediaMillis = i * FRAME_MILLIS;
      long sentNanos = mediaMillis * (1_000_000 + partsPerMillion);
      long delayNanos = i == 0 ? 0 : random.nextLong(jitterMillis * 1_000_000L + 1);
      if (i > frames / 2 && mediaMillis < length.toMillis() / 2 + congestion.toMillis()) {
        delayNanos += 2_000_000_000L;
      }
      arrivedNanos = Math.max(arrivedNanos, sentNanos + delayNanos);
      timeline.sample(TestMedia.sound(mediaMillis), at(arrivedNanos));
    }
  }

  private static Arrival at(long nanos) {
    return new Arrival(0, ManualTime.WALL_START_MILLIS).plusNanos(nanos);
  }

  private List<Anchor> corrections() {
    return events.stream()
        .filter(StreamEvent.AnchorCorrected.class::isInstance)
        .map(event -> ((StreamEvent.AnchorCorrected) event).anchor())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "100, 80", "-100, 0", "-100, 80", "-100, 300", "30, 80"})
  void theAnchorFollowsTheEncodersClockOverHours(int partsPerMillion, int jitterMillis) {
    var length = Duration.ofHours(2);
    run(length, partsPerMillion, jitterMillis, Duration.ZERO);

    long expectedMillis = length.toMillis() * partsPerMillion / 1_000_000;
    long followedMillis = corrections().getLast().wallMillis() - ManualTime.WALL_START_MILLIS;
    assertThat(Duration.ofMillis(followedMillis - expectedMillis).abs()).isLessThan(TOLERATED);
    assertThat(corrections()).hasSizeLessThanOrEqualTo((int) Math.abs(expectedMillis) / 40);
  }

  @Test
  void jitterAndHalfAMinuteOfCongestionAreNoDrift() {
    run(Duration.ofMinutes(30), 0, 150, Duration.ofSeconds(25));

    assertThat(corrections()).isEmpty();
  }

  /** Names may not go back, so the change brings the late dates again, and they are corrected. */
  @Test
  void aChangeKeepsTheDatesThatWereCorrected() {
    timeline.expect(Set.of(AUDIO));
    timeline.track(TestMedia.AUDIO);
    for (long millis = 0; millis < 20_000; millis += FRAME_MILLIS) {
      long lateMillis = millis < 2000 ? 500 : Math.max(0, 2500 - millis);
      timeline.sample(TestMedia.sound(millis), at((millis + lateMillis) * 1_000_000));
    }
    assertThat(corrections()).hasSize(1);

    timeline.track(TestMedia.audio(44_100));
    timeline.sample(TestMedia.sound(20_000), at(20_000_000_000L));

    assertThat(corrections()).hasSize(2);
    assertThat(corrections())
        .allMatch(anchor ->
            anchor.epochTicks(20_000, TestMedia.MILLIS) == ManualTime.WALL_START_MILLIS + 20_000);
  }

  @Test
  void aThirdOfASecondOfJitterIsNoDrift() {
    run(Duration.ofHours(2), 0, 300, Duration.ZERO);

    assertThat(corrections()).isEmpty();
  }

  @Test
  void settingTheWallClockIsNoDrift() {
    timeline.expect(Set.of(AUDIO));
    timeline.track(TestMedia.AUDIO);

    for (long millis = 0; millis < 600_000; millis += FRAME_MILLIS) {
      Arrival arrival = at(millis * 1_000_000);
      long setMillis = millis > 300_000 ? 3_600_000 : 0;
      timeline.sample(
          TestMedia.sound(millis),
          new Arrival(arrival.monotonicNanos(), arrival.wallMillis() - setMillis));
    }

    assertThat(corrections()).isEmpty();
  }
}
