package dev.weir.stream;

import static dev.weir.media.TrackKind.AUDIO;
import static dev.weir.media.TrackKind.VIDEO;
import static dev.weir.stream.TestMedia.frame;
import static dev.weir.stream.TestMedia.keyframe;
import static dev.weir.stream.TestMedia.sound;
import static dev.weir.stream.TestMedia.videoSample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MediaSample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineJumpTest {
  private static final Encoder THIRTY = new Encoder(30, 1, 30);
  private static final long BASE_MILLIS = 100_000;

  private final TimelineFixture fixture = new TimelineFixture();

  private void startBoth() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO);
    fixture.sendLive(THIRTY.samples(BASE_MILLIS, 2000));
  }

  @ParameterizedTest
  @CsvSource({"3600000", "-10000", "-1500", "11000", "-100000"})
  void aJumpOfAllTracksGivesOnePeriodAndLosesNothing(long jumpMillis) {
    startBoth();

    fixture.sendLive(THIRTY.samples(BASE_MILLIS + 2000 + jumpMillis, 2000));

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.timeline.counters().droppedSamples()).isZero();
    assertThat(fixture.timeline.counters().jumps()).isEqualTo(1);
    assertThat(fixture.samplesOf(1).getFirst().dtsTicks())
        .isEqualTo(BASE_MILLIS + 2000 + jumpMillis);
  }

  @ParameterizedTest
  @CsvSource({
    "3600000, 2", "3600000, 1",
    "-10000, 2", "-10000, 1",
    "-1200, 2", "-1200, 1",
    "10100, 2", "10100, 1"
  })
  void tracksThatJumpOneAfterAnotherGiveOnePeriod(long jumpMillis, int firstTrack) {
    startBoth();
    List<MediaSample> old = THIRTY.samples(BASE_MILLIS + 2000, 300);
    List<MediaSample> next = THIRTY.samples(BASE_MILLIS + 2300 + jumpMillis, 2000);
    var mixed = new ArrayList<MediaSample>();
    old.stream().filter(sample -> sample.trackId() == firstTrack).forEach(mixed::add);
    List<MediaSample> laggards =
        old.stream().filter(sample -> sample.trackId() != firstTrack).toList();
    List<MediaSample> leaders =
        next.stream().filter(sample -> sample.trackId() == firstTrack).toList();
    for (int i = 0; i < laggards.size(); i++) {
      mixed.add(laggards.get(i));
      mixed.add(leaders.get(i));
    }
    var rest = new ArrayList<MediaSample>(next);
    leaders.subList(0, laggards.size()).forEach(rest::remove);

    fixture.send(mixed).send(rest);

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.timeline.counters().droppedSamples()).isZero();
    assertThat(fixture.samplesOf(0)).containsAll(laggards);
    assertThat(fixture.samplesOf(1)).hasSize(next.size()).containsAll(next);
  }

  @Test
  void aJumpStartsAtTheNextKeyframe() {
    startBoth();

    fixture.send(frame(0), sound(0), frame(33), keyframe(66), sound(70));

    assertThat(fixture.samplesOf(1)).containsExactly(keyframe(66), sound(70));
  }

  @ParameterizedTest
  @ValueSource(longs = {300, 5000, 9900})
  void aForwardGapOfAllTracksIsJustAGap(long gapMillis) {
    startBoth();

    fixture.sendLive(THIRTY.samples(BASE_MILLIS + 2000 + gapMillis, 1000));

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.timeline.counters().droppedSamples()).isZero();
  }

  @Test
  void aTrackThatRestsWhileAnotherGoesOnHasNotJumped() {
    startBoth();

    fixture.sendLive(Encoder.audioOnly(BASE_MILLIS + 2000, 15_000));
    fixture.sendLive(THIRTY.samples(BASE_MILLIS + 17_000, 1000));

    assertThat(fixture.periods()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {3_600_000, -90_000})
  void oneWrongTimestampIsDroppedAndTheOldPeriodGoesOn(long wrongMillis) {
    startBoth();

    fixture.send(sound(BASE_MILLIS + 2000 + wrongMillis));
    fixture.sendLive(THIRTY.samples(BASE_MILLIS + 2000, 1000));

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.timeline.counters().straySamples()).isEqualTo(1);
    assertThat(fixture.samplesOf(0)).containsAll(THIRTY.samples(BASE_MILLIS + 2000, 1000));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000_000, 10_001, -10_001})
  void aFrameToBeShownAtNoLikelyTimeIsDroppedAndMovesNoDate(int compositionMillis) {
    startBoth();

    fixture.send(videoSample(BASE_MILLIS + 2000, compositionMillis, true));
    fixture.timeline.interrupt();
    startBoth();

    assertThat(fixture.timeline.counters().straySamples()).isEqualTo(1);
    assertThat(fixture.periods().getLast().anchor().wallMillis())
        .isBetween(ManualTime.WALL_START_MILLIS + 1900, ManualTime.WALL_START_MILLIS + 2100);
  }

  @Test
  void aJumpWithANewConfigurationGivesOnePeriod() {
    startBoth();

    fixture.tracks(TestMedia.video(1920), TestMedia.audio(44_100));
    fixture.sendLive(THIRTY.samples(0, 1000));

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.periods().getLast().tracks())
        .containsExactly(TestMedia.video(1920), TestMedia.audio(44_100));
    assertThat(fixture.timeline.counters().droppedSamples()).isZero();
  }

  @Test
  void aTrackThatStaysAwayAfterAJumpIsLeftOut() {
    startBoth();

    fixture.sendLive(Encoder.audioOnly(0, 4000));

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.periods().getLast().tracks()).containsExactly(TestMedia.AUDIO);
    assertThat(fixture.samplesOf(1)).containsAll(Encoder.audioOnly(0, 4000));
  }

  @Test
  void jumpsAtTheVeryStartBeginAnew() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO);

    fixture.send(keyframe(3_600_000)).sendLive(THIRTY.samples(0, 1000));

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.samples()).isEqualTo(THIRTY.samples(0, 1000));
  }
}
