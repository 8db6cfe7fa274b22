package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static dev.weir.packaging.Footage.VIDEO_TIMESCALE;
import static dev.weir.packaging.Footage.audio;
import static dev.weir.packaging.Footage.frame;
import static dev.weir.packaging.Footage.frames;
import static dev.weir.packaging.Footage.interleaved;
import static dev.weir.packaging.Footage.period;
import static dev.weir.packaging.Footage.sounds;
import static dev.weir.packaging.Footage.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where parts and segments begin and end. */
class PackagerCutsTest extends PackagerFixture {
  @ParameterizedTest
  @CsvSource({
    "24, 24, 48000",
    "25, 50, 48000",
    "29.97, 60, 44100",
    "30, 30, 48000",
    "30, 60, 44100",
    "50, 100, 48000",
    "59.94, 120, 44100",
    "60, 60, 48000",
    "30, 90, 48000",
    "30, 250, 44100",
    "1, 2, 48000",
    "2, 5, 44100",
    "3, 6, 48000",
    "5, 11, 44100",
    "7, 15, 48000",
    "12, 30, 44100"
  })
  void everyPartKeepsToThePartTarget(double framesPerSecond, int gop, int sampleRate)
      throws IOException {
    accept(period(0, START_MILLIS, video(), audio(sampleRate)));
    int frames = (int) (framesPerSecond * 30);
    acceptSamples(
        interleaved(frames(framesPerSecond, frames, gop), sounds(sampleRate, 30), sampleRate));

    int target = presentation().partTargetMillis();
    for (PeriodTrack track : presentation().currentPeriod().tracks()) {
      for (Segment segment : track.segments()) {
        assertThat(segment.parts())
            .allSatisfy(part -> assertThat(millis(part, track)).isLessThanOrEqualTo(target));
        assertThat(segment.parts().subList(0, segment.parts().size() - 1))
            .allSatisfy(part -> assertThat(millis(part, track)).isGreaterThan(0.85 * target));
      }
    }
  }

  @Test
  void noPartIsLongerThanThePartTargetWhereTheFrameRateChanges() throws IOException {
    List<MediaSample> changing = frames(30, 60, 60);
    for (int i = 0; i < 1000; i++) {
      changing.add(frame((2000 + i * 27) * 90L, 0, i % 75 == 0, i));
    }

    live(changing);

    int target = presentation().partTargetMillis();
    for (PeriodTrack track : presentation().currentPeriod().tracks()) {
      assertThat(track.segments())
          .flatExtracting(Segment::parts)
          .allSatisfy(part -> assertThat(millis(part, track)).isLessThanOrEqualTo(target));
    }
  }

  @Test
  void segmentsStartAtKeyframesAndHaveOneNumberInAllTracks() throws IOException {
    live(frames(30, 600, 30));

    Period period = presentation().currentPeriod();
    PeriodTrack video = period.leader();
    PeriodTrack audio = period.track("audio").orElseThrow();
    assertThat(video.segments()).hasSize(10).allMatch(Segment::isIndependent);
    assertThat(video.segments().subList(0, 9))
        .allMatch(segment -> segment.durationTicks() == 2 * VIDEO_TIMESCALE);
    assertThat(audio.segments())
        .extracting(Segment::sequence)
        .isEqualTo(video.segments().stream().map(Segment::sequence).toList());
    assertThat(presentation().targetDurationSeconds()).isEqualTo(2);
    assertThat(presentation().partTargetMillis()).isEqualTo(513);
    assertThat(video.frameRate()).isEqualTo(30);
  }

  @Test
  void audioIsCutAtTheFirstFrameAtOrAfterTheCutOfVideo() throws IOException {
    live(frames(30, 300, 60));

    PeriodTrack audio = presentation().currentPeriod().track("audio").orElseThrow();
    for (Segment segment : audio.segments()) {
      long sinceStart = segment.startTicks() - START_MILLIS * RATE / 1000;
      long cut = (segment.sequence() - presentation().firstSequence()) * 2 * RATE;
      assertThat(sinceStart).isBetween(cut, cut + 1023);
    }
  }

  @Test
  void aLongGopIsCutAtThePartBeforeItExceedsTheTargetDuration() throws IOException {
    List<MediaSample> frames = new ArrayList<>(frames(30, 60, 60));
    frames(30, 600, 600)
        .forEach(frame -> frames.add(frame.withDtsTicks(frame.dtsTicks() + 180_000)));
    live(frames);

    assertThat(presentation().targetDurationSeconds()).isEqualTo(2);
    List<Segment> segments = presentation().currentPeriod().leader().segments();
    assertThat(segments).allMatch(segment -> Math.round(segment.durationTicks() / 90_000.0) <= 2);
    assertThat(segments).filteredOn(Segment::isIndependent).hasSize(2);
    assertThat(packager.unalignedSegments()).isEqualTo(segments.size() - 2);
  }

  @Test
  void aFirstGopBeyondTenSecondsIsCut() throws IOException {
    live(frames(30, 700, 700));

    assertThat(presentation().targetDurationSeconds()).isEqualTo(10);
  }

  @Test
  void framesThatAreDecodedAheadBeginWhereTheyAreShown() throws IOException {
    var frames = new ArrayList<MediaSample>();
    for (int i = 0; i < 120; i++) {
      int[] lead = {2, 4, 1, 1};
      frames.add(Footage.frame(i * 3000L, lead[i % 4] * 3000, i % 60 == 0, i));
    }
    accept(period(0, START_MILLIS, video()));
    acceptSamples(frames);
    accept(new StreamEvent.Ended());

    Segment first = presentation().currentPeriod().leader().segments().getFirst();
    assertThat(first.startTicks()).isEqualTo((START_MILLIS * 90) + 2 * 3000);
    assertThat(first.wallMillis()).isEqualTo(START_MILLIS + 67);
  }

  @Test
  void aSilentTrackHasGaps() throws IOException {
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    acceptSamples(interleaved(frames(30, 450, 60), sounds(RATE, 5), RATE));

    List<Segment> audio = presentation().currentPeriod().track("audio").orElseThrow().segments();
    List<Segment> video = presentation().currentPeriod().leader().segments();
    assertThat(audio.getLast().isGap()).isTrue();
    assertThat(audio.getLast().durationTicks()).isEqualTo(2 * RATE);
    assertThat(audio).hasSizeGreaterThanOrEqualTo(video.size() - 1);
  }

  @Test
  void soundGoesOnWhileThePictureIsSilent() throws IOException {
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    acceptSamples(interleaved(frames(30, 150, 60), sounds(RATE, 30), RATE));

    PeriodTrack audio = presentation().currentPeriod().track("audio").orElseThrow();
    assertThat(audio.segments().getLast().endTicks() - audio.segments().getFirst().startTicks())
        .isGreaterThan(25L * RATE);
    assertThat(presentation().currentPeriod().leader().segments()).anyMatch(Segment::isGap);
    assertThat(audio.segments().stream().flatMap(segment -> segment.parts().stream()))
        .allMatch(part -> millis(part, audio) <= presentation().partTargetMillis());
  }

  @Test
  void aStallShowsWhatIsThere() throws IOException {
    live(frames(30, 130, 60));
    long before = endOfVideo();

    accept(new StreamEvent.Stalled());

    assertThat(endOfVideo()).isGreaterThan(before);
    assertThat(endOfVideo() - START_MILLIS * 90).isCloseTo(130 * 3000, within(90L));
  }

  private long endOfVideo() {
    return presentation().currentPeriod().leader().segments().getLast().endTicks();
  }
}
