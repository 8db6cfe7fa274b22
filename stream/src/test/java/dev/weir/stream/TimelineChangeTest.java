package dev.weir.stream;

import static dev.weir.media.TrackKind.AUDIO;
import static dev.weir.media.TrackKind.VIDEO;
import static dev.weir.stream.TestMedia.frame;
import static dev.weir.stream.TestMedia.keyframe;
import static dev.weir.stream.TestMedia.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Anchor;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineChangeTest {
  private static final Encoder THIRTY = new Encoder(30, 1, 30);
  private static final Track LARGER = TestMedia.video(1920);

  private final TimelineFixture fixture = new TimelineFixture();

  private void startBoth() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO);
    fixture.sendLive(THIRTY.samples(0, 1000));
  }

  @Test
  void aRepeatedConfigurationChangesNothing() {
    startBoth();

    fixture.tracks(TestMedia.video(1280), TestMedia.audio(48_000));
    fixture.sendLive(THIRTY.samples(1000, 1000));

    assertThat(fixture.periods()).hasSize(1);
  }

  @Test
  void aChangedConfigurationStartsAPeriodAtTheKeyframeWhileAudioGoesOn() {
    startBoth();
    int before = fixture.events.size();

    fixture.tracks(LARGER);
    fixture.send(sound(1003), frame(1000), sound(1024), keyframe(1033), sound(1045), frame(1066));

    assertThat(EventDump.dump(fixture.events.subList(before, fixture.events.size())))
        .isEqualTo(
            """
            2: 1003 key 1 bytes
            2: 1024 key 1 bytes
            period 1 at 1033000000ns=1800000001046ms: 1 avc1.64001f/1000, 2 mp4a.40.2/1000
            1: 1033 key 4 bytes
            2: 1045 key 1 bytes
            1: 1066 4 bytes\
            """);
    assertThat(fixture.periods().getLast().tracks()).containsExactly(LARGER, TestMedia.AUDIO);
    assertThat(fixture.timeline.counters().samplesBeforeKeyframe()).isEqualTo(1);
  }

  @Test
  void aChangeDoesNotWaitForTracksThatStay() {
    startBoth();

    fixture.tracks(LARGER).send(keyframe(1000));

    assertThat(fixture.samplesOf(1)).containsExactly(keyframe(1000));
    assertThat(fixture.periods().getLast().tracks()).containsExactly(LARGER, TestMedia.AUDIO);
  }

  @Test
  void whatWasHeldBackWithAnOldConfigurationDoesNotEnterThePeriod() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO);

    fixture.send(sound(0), sound(21)).tracks(TestMedia.audio(44_100));
    fixture.send(sound(42), keyframe(0));

    assertThat(fixture.samples()).containsExactly(sound(42), keyframe(0));
    assertThat(fixture.timeline.counters().straySamples()).isEqualTo(2);
  }

  @Test
  void aLateSecondTrackStartsAPeriodWithBoth() {
    fixture.expect(AUDIO).tracks(TestMedia.AUDIO);
    fixture.sendLive(Encoder.audioOnly(0, 3000));

    fixture.tracks(TestMedia.VIDEO).sendLive(THIRTY.samples(3000, 1000));

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.periods().getLast().tracks())
        .containsExactly(TestMedia.VIDEO, TestMedia.AUDIO);
    assertThat(fixture.timeline.counters().droppedSamples()).isZero();
  }

  @Test
  void aLateAudioTrackStartsAtTheNextKeyframe() {
    fixture.expect(VIDEO).tracks(TestMedia.VIDEO);
    fixture.sendLive(THIRTY.videoOnly(0, 1500));

    fixture.tracks(TestMedia.AUDIO);
    fixture.send(frame(1500), sound(1500), frame(1900), sound(1900), keyframe(2000), sound(2001));

    assertThat(fixture.samplesOf(0)).contains(frame(1500), frame(1900)).doesNotContain(sound(1500));
    assertThat(fixture.samplesOf(1)).containsExactly(keyframe(2000), sound(2001));
  }

  @Test
  void audioIsNotHeldUpByNewVideoWithoutKeyframes() {
    fixture.expect(AUDIO).tracks(TestMedia.AUDIO, TestMedia.VIDEO);
    fixture.sendLive(Encoder.audioOnly(0, 1000));

    for (long millis = 1000; millis < 31_000; millis += 25) {
      fixture.send(sound(millis), frame(millis));
    }

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.samples().getLast().dtsTicks()).isGreaterThan(29_900);
    assertThat(fixture.samples()).hasSizeGreaterThan(47 + 1150);
  }

  @Test
  void twoPeriodsNeverHaveOneBeginningEvenWhereFramesAreMissingBetweenThem() {
    fixture.expect(VIDEO).tracks(TestMedia.VIDEO).send(keyframe(0), frame(33), frame(66));

    fixture.tracks(LARGER).send(keyframe(500), frame(533));

    long startMillis = fixture.periods().getFirst().anchor().wallMillis();
    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.periods().getLast().anchor())
        .isEqualTo(new Anchor(500_000_000, startMillis + 500));
  }

  @Test
  void changesAtKeyframesOfBFramesDoNotMoveTheDates() {
    fixture.expect(VIDEO).tracks(TestMedia.VIDEO);
    for (int second = 0; second < 60; second++) {
      fixture.tracks(second % 2 == 0 ? TestMedia.VIDEO : LARGER);
      fixture.sendLive(withBFrames(second * 1000L)).pause(Duration.ofMillis(40));
    }

    assertThat(fixture.periods()).hasSize(60);
    assertThat(fixture.timeline.counters().droppedSamples()).isZero();
    assertThat(fixture.periods().getLast().anchor().epochTicks(59_000, TestMedia.MILLIS))
        .isBetween(
            ManualTime.WALL_START_MILLIS + 59_000, ManualTime.WALL_START_MILLIS + 59_000 + 120);
  }

  /** A second at 25 fps, each keyframe shown two frames after it is decoded: I P b b P b b … */
  private static List<MediaSample> withBFrames(long fromMillis) {
    int[] compositionMillis = {80, 160, 40, 40};
    return IntStream.range(0, 25)
        .mapToObj(frame ->
            TestMedia.videoSample(
                fromMillis + frame * 40L,
                frame == 0 ? 80 : compositionMillis[1 + (frame - 1) % 3],
                frame == 0))
        .toList();
  }

  @Test
  void aChangeInsideAChangeUsesTheLastConfiguration() {
    startBoth();

    fixture.tracks(LARGER).send(frame(1000), sound(1003));
    fixture.tracks(TestMedia.video(640)).send(frame(1033), keyframe(1066), sound(1067));

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.periods().getLast().tracks())
        .containsExactly(TestMedia.video(640), TestMedia.AUDIO);
    assertThat(fixture.samplesOf(0)).contains(sound(1003));
  }

  @Test
  void whatAChangeHeldBackWithAnOldConfigurationDoesNotEnterThePeriod() {
    startBoth();

    fixture.tracks(TestMedia.audio(44_100)).send(sound(1003), frame(1000));
    fixture.tracks(TestMedia.audio(32_000)).send(sound(1024), keyframe(1024));

    assertThat(fixture.samplesOf(1)).containsExactly(sound(1024), keyframe(1024));
    assertThat(fixture.periods().getLast().tracks())
        .containsExactly(TestMedia.VIDEO, TestMedia.audio(32_000));
    assertThat(fixture.timeline.counters().straySamples()).isEqualTo(1);
  }

  @Test
  void aPublisherThatReturnsContinuesWithTheNextPeriod() {
    startBoth();

    fixture.timeline.interrupt();
    fixture.pause(Duration.ofSeconds(3)).expect(VIDEO, AUDIO);
    fixture.tracks(TestMedia.VIDEO, TestMedia.AUDIO).sendLive(THIRTY.samples(0, 1000));

    assertThat(fixture.events).filteredOn(StreamEvent.Interrupted.class::isInstance).hasSize(1);
    assertThat(fixture.periods()).extracting("period").containsExactly(0, 1);
    assertThat(fixture.periods().getLast().anchor().wallMillis())
        .isBetween(ManualTime.WALL_START_MILLIS + 3900, ManualTime.WALL_START_MILLIS + 4100);
  }

  @Test
  void thereIsNoInterruptionBeforeTheFirstPeriod() {
    fixture.tracks(TestMedia.VIDEO).send(keyframe(0)).timeline.interrupt();

    assertThat(fixture.events).isEmpty();
    assertThat(fixture.timeline.counters().straySamples()).isEqualTo(1);
  }

  @Test
  void aPeriodNeverBeginsBeforeTheEndOfTheLastEvenIfTheWallClockIsSetBack() {
    startBoth();
    long endMillis = ManualTime.WALL_START_MILLIS + 1000;

    fixture.timeline.interrupt();
    fixture.time.setWallBack(Duration.ofHours(1));
    fixture.expect(VIDEO).tracks(TestMedia.VIDEO).send(keyframe(0));

    assertThat(fixture.periods().getLast().anchor().wallMillis())
        .isBetween(endMillis, endMillis + 40);
  }

  @Test
  void oneStallIsToldOncePerSilence() {
    startBoth();
    long silentSince = fixture.time.monotonicNanos();
    long stall = TimelineLimits.DEFAULT.stall().toNanos();

    assertThat(fixture.timeline.nextDeadlineNanos()).hasValue(silentSince + stall);
    fixture.timeline.tick(silentSince + stall - 1);
    fixture.timeline.tick(silentSince + stall);
    fixture.timeline.tick(silentSince + 9 * stall);
    assertThat(fixture.timeline.nextDeadlineNanos()).isEmpty();
    fixture.pause(Duration.ofSeconds(5)).send(frame(1000));
    fixture.timeline.tick(fixture.time.monotonicNanos() + stall);

    List<StreamEvent> stalls =
        fixture.events.stream().filter(StreamEvent.Stalled.class::isInstance).toList();
    assertThat(stalls).hasSize(2);
  }

  @Test
  void nothingStallsBeforeTheFirstPeriod() {
    fixture.tracks(TestMedia.VIDEO).send(keyframe(0));

    fixture.timeline.tick(fixture.time.monotonicNanos() + 10_000_000_000L);

    assertThat(fixture.events).isEmpty();
  }

  @Test
  void samplesThatDoNotMoveOnAreDroppedAndCounted() {
    startBoth();
    int before = fixture.samples().size();

    MediaSample[] late = {frame(966), frame(500), sound(981)};
    fixture.send(late).send(frame(1000));

    assertThat(fixture.samples()).hasSize(before + 1);
    assertThat(fixture.timeline.counters().lateSamples()).isEqualTo(late.length);
    assertThat(fixture.periods()).hasSize(1);
  }
}
