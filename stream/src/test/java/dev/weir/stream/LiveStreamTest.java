package dev.weir.stream;

import static dev.weir.stream.TestMedia.frame;
import static dev.weir.stream.TestMedia.keyframe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.media.Anchor;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveStreamTest {
  private static final StreamName NAME = new StreamName("name");

  private final LiveStream stream = new LiveStream(NAME, new GopLimits(20, Duration.ofSeconds(1)));

  private void startPeriod() {
    stream.publish(
        new StreamEvent.PeriodStarted(
            0, List.of(TestMedia.VIDEO, TestMedia.AUDIO), new Anchor(0, 1_000_000)));
  }

  private void publish(MediaSample... samples) {
    for (MediaSample sample : samples) {
      stream.publish(new StreamEvent.Sample(sample));
    }
  }

  private int cachedSamples() {
    try (var joined =
        stream.subscribe(
            new SubscriptionSpec(
                "joined", OverflowPolicy.CLOSE, StartPolicy.FROM_LAST_KEYFRAME, 100, 1000))) {
      return joined.drain(100, event -> {}) - 1;
    }
  }

  @Test
  void keepsNoGroupOfPicturesBeyondItsBytes() {
    startPeriod();

    publish(keyframe(0), frame(33), frame(66), frame(99), frame(133));
    assertThat(cachedSamples()).isEqualTo(5);
    publish(frame(166), frame(200));
    assertThat(cachedSamples()).isZero();
    publish(keyframe(233));
    assertThat(cachedSamples()).isEqualTo(1);
  }

  @Test
  void keepsNoGroupOfPicturesBeyondItsLength() {
    startPeriod();

    publish(keyframe(0), frame(1000));
    assertThat(cachedSamples()).isEqualTo(2);
    publish(frame(1001));
    assertThat(cachedSamples()).isZero();
  }

  @Test
  void followsItsEventsFromStartToEnd() {
    assertThat(stream.state()).isEqualTo(StreamState.STARTING);
    assertThat(stream.stats().onAirSinceMillis()).isEmpty();

    startPeriod();
    assertThat(stream.state()).isEqualTo(StreamState.LIVE);
    assertThat(stream.tracks()).containsExactly(TestMedia.VIDEO, TestMedia.AUDIO);
    assertThat(stream.stats().onAirSinceMillis()).hasValue(1_000_000);
    stream.publish(new StreamEvent.Interrupted());
    assertThat(stream.state()).isEqualTo(StreamState.INTERRUPTED);
    stream.publish(new StreamEvent.Ended());
    startPeriod();

    assertThat(stream.state()).isEqualTo(StreamState.ENDED);
  }

  @ParameterizedTest
  @CsvSource({"24, 1", "30000, 1001", "60, 1"})
  void measuresRateAndBitrateOverTheLastSeconds(int numerator, int denominator) {
    startPeriod();
    double rate = (double) numerator / denominator;

    var encoder = new Encoder(numerator, denominator, 48);
    publish(encoder.samples(0, 20_000).toArray(MediaSample[]::new));

    TrackStats video = stream.stats().tracks().getFirst();
    assertThat(video.samplesPerSecond()).isCloseTo(rate, within(0.02));
    assertThat((double) video.bitrateBps()).isCloseTo(rate * 4 * 8, within(1.0));
    assertThat(video.keyframeIntervalMillis())
        .isBetween((long) (48_000 / rate) - 1, (long) (48_000 / rate) + 1);
    assertThat(video.bytes()).isEqualTo(video.samples() * 4);
  }

  @Test
  void refusesASampleOfATrackThatIsNotInThePeriod() {
    assertThatThrownBy(() -> publish(keyframe(0))).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wk_x", "a/b", "..", "a b", "ü", "x\u0000", "a\n"})
  void refusesNamesThatAreNoSafePathSegment(String value) {
    assertThat(StreamName.parse(value)).isEmpty();
    assertThatThrownBy(() -> new StreamName(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesNamesUpTo64Characters() {
    assertThat(StreamName.parse("a".repeat(64))).isPresent();
    assertThat(StreamName.parse("a".repeat(65))).isEmpty();
    assertThat(StreamName.parse("My_channel-2")).map(StreamName::value).contains("My_channel-2");
  }
}
