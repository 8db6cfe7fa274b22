package dev.weir.stream;

import static dev.weir.media.TrackKind.AUDIO;
import static dev.weir.media.TrackKind.VIDEO;
import static dev.weir.stream.TestMedia.frame;
import static dev.weir.stream.TestMedia.keyframe;
import static dev.weir.stream.TestMedia.sound;
import static dev.weir.stream.TestMedia.videoSample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Anchor;
import dev.weir.media.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineStartTest {
  private static final Encoder THIRTY = new Encoder(30, 1, 30);

  private final TimelineFixture fixture = new TimelineFixture();

  @Test
  void waitsForAllPromisedKindsAndThenTellsThemInOrder() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO);

    fixture.send(keyframe(100), frame(133));
    assertThat(fixture.events).isEmpty();
    fixture.send(sound(110), frame(166));

    assertThat(fixture.dump())
        .isEqualTo(
            """
            period 0 at 100000000ns=1799999999967ms: 1 avc1.64001f/1000, 2 mp4a.40.2/1000
            1: 100 key 4 bytes
            1: 133 4 bytes
            2: 110 key 1 bytes
            1: 166 4 bytes\
            """);
  }

  @Test
  void datesTheFirstKeptSampleByItsOwnArrivalAndNotByTheStart() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO);

    fixture.send(keyframe(5000)).pause(Duration.ofMillis(700)).send(sound(5700));

    assertThat(fixture.periods().getFirst().anchor().wallMillis())
        .isEqualTo(ManualTime.WALL_START_MILLIS);
  }

  @Test
  void whatPiledUpWhileTheEncoderConnectedIsDatedAsIfItHadComeInTime() {
    var events = new ArrayList<StreamEvent>();
    var time = new ManualTime();
    var timeline = new Timeline(TimelineLimits.DEFAULT, events::add);
    timeline.expect(Set.of(VIDEO));
    timeline.track(TestMedia.VIDEO);

    timeline.sample(keyframe(0), Arrival.now(time));
    timeline.sample(frame(700), Arrival.now(time));
    for (long millis = 740; events.isEmpty(); millis += 40) {
      time.advance(Duration.ofMillis(40));
      timeline.sample(frame(millis), Arrival.now(time));
    }

    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            StreamEvent.PeriodStarted.class,
            started ->
                assertThat(started.anchor())
                    .isEqualTo(new Anchor(0, ManualTime.WALL_START_MILLIS - 700)));
    assertThat(events).hasSize(1 + 2 + 25);
  }

  @Test
  void startsAtAKeyframeAndLeavesOutWhatIsPresentedBefore() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO);

    fixture.send(frame(0), sound(0), frame(33), sound(21), sound(110));
    fixture.send(videoSample(100, 66, true), sound(166), frame(133));

    assertThat(fixture.samples())
        .containsExactly(videoSample(100, 66, true), sound(166), frame(133));
    assertThat(fixture.timeline.counters().samplesBeforeKeyframe()).isEqualTo(5);
  }

  @Test
  void leavesOutWhatIsPresentedBeforeTheKeyframeEvenIfItComesLater() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO);

    fixture.sendLive(List.of(videoSample(100, 66, true), sound(110), frame(133), sound(150)));
    fixture.sendLive(THIRTY.samples(166, 1_500));

    assertThat(fixture.samples().subList(0, 3))
        .containsExactly(videoSample(100, 66, true), frame(133), keyframe(166));
    assertThat(fixture.timeline.counters().samplesBeforeKeyframe()).isEqualTo(2);
  }

  @Test
  void startsAtOnceWithBothKindsWhenNothingWasPromised() {
    fixture.tracks(TestMedia.VIDEO, TestMedia.AUDIO);

    fixture.send(sound(0), keyframe(0));

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.samples()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"false, 2000", "true, 5000"})
  void startsWithoutAKindThatDoesNotCome(boolean promised, long waitMillis) {
    if (promised) {
      fixture.expect(VIDEO, AUDIO);
    }
    fixture.tracks(TestMedia.VIDEO);

    fixture.sendLive(THIRTY.videoOnly(0, waitMillis - 1));
    assertThat(fixture.events).isEmpty();
    fixture.send(frame(waitMillis));

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.periods().getFirst().tracks()).containsExactly(TestMedia.VIDEO);
    assertThat(fixture.timeline.counters().droppedSamples()).isZero();
  }

  @Test
  void startsAtOnceWhenOneKindIsPromisedAndComes() {
    fixture.expect(AUDIO).tracks(TestMedia.AUDIO).send(sound(7));

    assertThat(fixture.dump())
        .isEqualTo(
            """
            period 0 at 7000000ns=1800000000000ms: 2 mp4a.40.2/1000
            2: 7 key 1 bytes\
            """);
  }

  @Test
  void startsAnyhowWhenTooMuchIsHeldBack() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.AUDIO);

    for (int i = 0; i <= TimelineLimits.DEFAULT.maxPendingSamples(); i++) {
      fixture.send(sound(i));
    }

    assertThat(fixture.periods()).hasSize(1);
  }

  @Test
  void playsAudioWhereVideoNeverShowsAKeyframe() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO);

    for (long millis = 0; millis < 30_000; millis += 20) {
      fixture.send(sound(millis), frame(millis));
    }

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.periods().getFirst().tracks()).containsExactly(TestMedia.AUDIO);
    assertThat(fixture.samples().getLast().dtsTicks()).isGreaterThan(28_000);
    assertThat(fixture.timeline.counters().overflowSamples()).isPositive();
  }

  @Test
  void countsSamplesWithoutAConfiguration() {
    fixture.tracks(TestMedia.VIDEO).send(sound(0), sound(20), keyframe(0));

    assertThat(fixture.timeline.counters().samplesWithoutTrack()).isEqualTo(2);
  }
}
