package dev.weir.stream;

import static dev.weir.media.TrackKind.AUDIO;
import static dev.weir.media.TrackKind.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MediaSample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound and picture with clocks of their own, further apart than any jump. */
class TimelineApartTest {
  private static final Encoder THIRTY = new Encoder(30, 1, 30);
  private static final long BASE_MILLIS = 100_000;

  private final TimelineFixture fixture = new TimelineFixture();

  /** Sends what belongs together at the same time, however far apart it is stamped. */
  private void sendApart(long fromMillis, long lengthMillis, long audioAheadMillis) {
    long lastMillis = fromMillis;
    for (MediaSample sample : THIRTY.samples(fromMillis, lengthMillis)) {
      fixture.pause(Duration.ofMillis(sample.dtsTicks() - lastMillis));
      lastMillis = sample.dtsTicks();
      fixture.send(movedIfAudio(sample, audioAheadMillis));
    }
    fixture.pause(Duration.ofMillis(fromMillis + lengthMillis - lastMillis));
  }

  private static MediaSample movedIfAudio(MediaSample sample, long millis) {
    return sample.trackId() == TestMedia.AUDIO_ID
        ? sample.withDtsTicks(sample.dtsTicks() + millis)
        : sample;
  }

  private void begin() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO);
  }

  @ParameterizedTest
  @ValueSource(longs = {10_500, 3_600_000, -20_000, -90_000, 4_000_000_000L})
  void getOnAirTogetherByWhenTheyArrive(long audioAheadMillis) {
    begin();

    sendApart(BASE_MILLIS, 3_000, audioAheadMillis);

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.samples()).isEqualTo(THIRTY.samples(BASE_MILLIS, 3_000));
    assertThat(fixture.timeline.counters().jumps()).isZero();
  }

  @Test
  void staysOnAirWithATrackOfAnotherClockThatBeginsLater() {
    begin();
    fixture.sendLive(THIRTY.videoOnly(BASE_MILLIS, 6_000));

    sendApart(BASE_MILLIS + 6_000, 4_000, 3_600_000);

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.periods().getLast().tracks())
        .containsExactly(TestMedia.VIDEO, TestMedia.AUDIO);
    assertThat(fixture.samplesOf(1))
        .isEqualTo(
            THIRTY.samples(BASE_MILLIS + 6_000, 4_000).stream()
                .filter(sample -> sample.dtsTicks() >= BASE_MILLIS + 7_000)
                .toList());
  }

  @Test
  void aJumpOfBothIsOneJump() {
    begin();
    sendApart(BASE_MILLIS, 2_000, 60_000);

    sendApart(BASE_MILLIS + 1_000_000, 3_000, 60_000);

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.samplesOf(1)).isEqualTo(THIRTY.samples(BASE_MILLIS + 1_000_000, 3_000));
  }

  @Test
  void aJumpThatBringsThemTogetherTakesTheMoveBack() {
    begin();
    sendApart(BASE_MILLIS, 2_000, 60_000);

    fixture.sendLive(THIRTY.samples(0, 3_000));

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.samplesOf(1)).isEqualTo(THIRTY.samples(0, 3_000));
  }

  @Test
  void aJumpThatPartsThemLeavesThemOnAir() {
    begin();
    fixture.sendLive(THIRTY.samples(BASE_MILLIS, 2_000));

    sendApart(1_000_000, 3_000, 60_000);

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.samplesOf(1)).isEqualTo(THIRTY.samples(1_000_000, 3_000));
  }

  @Test
  void theNextPublisherIsTakenAtItsOwnWord() {
    begin();
    sendApart(BASE_MILLIS, 2_000, 60_000);

    fixture.timeline.interrupt();
    begin();
    List<MediaSample> next = THIRTY.samples(0, 2_000);
    fixture.sendLive(next);

    assertThat(fixture.samplesOf(1)).isEqualTo(next);
  }
}
