package dev.weir.stream;

import static dev.weir.media.TrackKind.AUDIO;
import static dev.weir.media.TrackKind.VIDEO;
import static dev.weir.stream.TestMedia.frame;
import static dev.weir.stream.TestMedia.keyframe;
import static dev.weir.stream.TestMedia.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several sizes of the picture and several languages in one publication. */
class TimelineMultitrackTest {
  private static final Track SMALL = with(3, TestMedia.video(640));
  private static final Track SMALLER = with(3, TestMedia.video(320));
  private static final Track DUBBED = with(4, TestMedia.AUDIO);

  private final TimelineFixture fixture = new TimelineFixture();

  @Test
  void aPeriodWaitsForEveryTrackThatIsConfigured() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO, SMALL, DUBBED);

    fixture.send(keyframe(0), sound(0), small(keyframe(0)), frame(33), small(frame(33)));
    assertThat(fixture.periods()).isEmpty();
    fixture.send(dubbed(sound(0)));

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.periods().getFirst().tracks())
        .containsExactly(TestMedia.VIDEO, TestMedia.AUDIO, SMALL, DUBBED);
    assertThat(fixture.samples()).hasSize(6);
  }

  @Test
  void aConfiguredTrackThatSendsNothingIsNotWaitedForForEver() {
    fixture.expect(VIDEO).tracks(TestMedia.VIDEO, SMALL);

    for (long millis = 0; millis < 6000; millis += 100) {
      fixture.send(millis % 1000 == 0 ? keyframe(millis) : frame(millis));
    }

    assertThat(fixture.periods().getFirst().tracks()).containsExactly(TestMedia.VIDEO);
  }

  @Test
  void aPeriodStartsAtAKeyframeOfTheDefaultVideoWhicheverComesFirst() {
    fixture.expect(VIDEO).tracks(TestMedia.VIDEO, SMALL);

    fixture.send(small(keyframe(0)), frame(0), small(frame(33)), frame(33));
    fixture.send(small(frame(66)), keyframe(66), small(keyframe(66)), frame(100));
    fixture.send(small(frame(100)));

    assertThat(fixture.samples())
        .containsExactly(keyframe(66), small(keyframe(66)), frame(100), small(frame(100)));
    assertThat(fixture.timeline.counters().samplesBeforeKeyframe()).isEqualTo(5);
  }

  @Test
  void whatPrecedesTheKeyframeOfAnotherVideoIsLeftOut() {
    fixture.expect(VIDEO).tracks(TestMedia.VIDEO, SMALL);

    fixture.send(small(keyframe(0)), small(frame(33)), keyframe(50), small(frame(66)));
    fixture.send(frame(83), small(frame(100)), small(keyframe(133)), small(frame(166)));

    assertThat(fixture.samples())
        .containsExactly(keyframe(50), frame(83), small(keyframe(133)), small(frame(166)));
  }

  @Test
  void twoTracksThatChangeTogetherStartOnePeriod() {
    start();

    fixture.tracks(TestMedia.video(1920), SMALLER);
    fixture.send(keyframe(1000), sound(1001), small(keyframe(1000)), frame(1033));

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.periods().getLast().tracks())
        .containsExactly(TestMedia.video(1920), TestMedia.AUDIO, SMALLER);
    assertThat(fixture.samplesOf(1))
        .containsExactly(keyframe(1000), sound(1001), small(keyframe(1000)), frame(1033));
  }

  @Test
  void aTrackThatStaysNeedsNoKeyframeInThePeriodThatAnotherStarts() {
    start();

    fixture.tracks(SMALLER).send(keyframe(1000), small(keyframe(1000)), frame(1033));

    assertThat(fixture.samplesOf(0)).contains(keyframe(1000));
    assertThat(fixture.samplesOf(1)).containsExactly(small(keyframe(1000)), frame(1033));
  }

  @Test
  void allTracksJumpTogether() {
    start();

    fixture.send(keyframe(90_000), small(keyframe(90_000)), sound(90_000));

    assertThat(fixture.periods()).hasSize(2);
    assertThat(fixture.samplesOf(1)).hasSize(3);
  }

  @Test
  void onlyKeyframesOfTheDefaultVideoAreEntryPoints() {
    var stream = new LiveStream(new StreamName("ladder"), GopLimits.DEFAULT);
    start();
    fixture.events.forEach(stream::publish);
    stream.publish(new StreamEvent.Sample(keyframe(1000)));
    stream.publish(new StreamEvent.Sample(small(keyframe(1000))));

    var late =
        stream.subscribe(
            new SubscriptionSpec(
                "late", OverflowPolicy.CLOSE, StartPolicy.FROM_LAST_KEYFRAME, 100, 10_000));

    var got = new ArrayList<StreamEvent>();
    for (var event = late.poll(); event.isPresent(); event = late.poll()) {
      got.add(event.get());
    }
    assertThat(got)
        .contains(new StreamEvent.Sample(keyframe(1000)))
        .endsWith(new StreamEvent.Sample(small(keyframe(1000))));
  }

  private void start() {
    fixture.expect(VIDEO, AUDIO).tracks(TestMedia.VIDEO, TestMedia.AUDIO, SMALL);
    fixture.send(keyframe(0), small(keyframe(0)), sound(0), frame(33), small(frame(33)));
    fixture.send(frame(966), small(frame(966)), sound(980));
  }

  private static MediaSample small(MediaSample sample) {
    return with(3, sample);
  }

  private static MediaSample dubbed(MediaSample sample) {
    return with(4, sample);
  }

  private static MediaSample with(int trackId, MediaSample sample) {
    return new MediaSample(
        trackId, sample.dtsTicks(), 0, 0, sample.keyframe(), List.copyOf(sample.units()));
  }

  private static Track with(int id, Track track) {
    return new Track(id, track.timescale(), track.config());
  }
}
