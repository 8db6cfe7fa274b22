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

import dev.weir.media.Anchor;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.packaging.Presentation.State;
import dev.weir.storage.MemoryBlobStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Periods, dates, bytes, and how long they are kept. */
class PackagerTest extends PackagerFixture {
  @Test
  void everyPartThatBeginsWithAPictureTellsWhereItEnds() throws IOException {
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    acceptSamples(interleaved(frames(30, 300, 60), sounds(RATE, 10), RATE));

    for (PeriodTrack track : presentation().currentPeriod().tracks()) {
      for (Segment segment : track.segments()) {
        for (Part part : segment.parts()) {
          boolean picture = track.name().equals("video") && part.independent();
          assertThat(part.keyframeBytes() > 0).isEqualTo(picture);
          if (picture) {
            assertThat(around(part.keyframeBytes(), part)).containsExactly(3, 0x65, 3, 0x41);
          }
        }
      }
    }
  }

  /** Length and first octet of the picture that ends there, and of the one that follows. */
  private int[] around(int end, Part part) throws IOException {
    Bytes fragment = Bytes.concat(store.read(part.extent(), part.offset(), part.lengthBytes()));
    return new int[] {
      fragment.at(end - 4), fragment.at(end - 3), fragment.at(end + 3), fragment.at(end + 4)
    };
  }

  @Test
  void nothingIsLostAndNothingIsWrittenTwice() throws IOException {
    List<MediaSample> frames = frames(29.97, 900, 60);
    live(frames);
    accept(new StreamEvent.Ended());

    PeriodTrack video = presentation().currentPeriod().leader();
    Bytes all = bytes(video);
    int at = 0;
    for (MediaSample frame : frames) {
      at = indexOf(all, frame.units().getFirst(), at);
      assertThat(at).as("frame at %d", frame.dtsTicks()).isNotNegative();
    }
    long end = video.segments().getFirst().startTicks();
    for (Segment segment : video.segments()) {
      assertThat(segment.startTicks()).isEqualTo(end);
      end = segment.endTicks();
    }
  }

  @Test
  void twoInterleavingsGiveEqualBytes() throws IOException {
    List<MediaSample> video = frames(29.97, 300, 60);
    List<MediaSample> audio = sounds(44_100, 10);
    var clumped = new ArrayList<MediaSample>();
    for (int half = 0; half < 20; half++) {
      clumped.addAll(duringHalfSecond(audio, 44_100, half));
      clumped.addAll(duringHalfSecond(video, VIDEO_TIMESCALE, half));
    }

    assertThat(written(clumped)).isEqualTo(written(interleaved(video, audio, 44_100)));
  }

  @Test
  void aNewPeriodGoesOnCountingAndKeepsTheGrid() throws IOException {
    live(frames(30, 300, 60));
    accept(new StreamEvent.Interrupted());
    assertThat(presentation().state()).isEqualTo(State.INTERRUPTED);
    assertThat(presentation().currentPeriod().ended()).isTrue();
    long last = presentation().currentPeriod().leader().segments().getLast().sequence();

    accept(period(1, START_MILLIS + 15_000, video()));
    acceptSamples(frames(60, 300, 60));

    assertThat(presentation().state()).isEqualTo(State.LIVE);
    assertThat(presentation().periods()).hasSize(2);
    Period second = presentation().currentPeriod();
    assertThat(second.leader().segments().getFirst().sequence()).isEqualTo(last + 1);
    assertThat(second.discontinuity())
        .isEqualTo(presentation().periods().getFirst().discontinuity() + 1);
    assertThat(presentation().targetDurationSeconds()).isEqualTo(2);
    assertThat(presentation().renditions()).containsExactly("video", "audio");
  }

  @Test
  void aPeriodThatShowsNothingIsAsIfItHadNeverBeen() throws IOException {
    live(frames(30, 300, 60));
    long discontinuity = presentation().currentPeriod().discontinuity();

    accept(period(1, START_MILLIS + 12_000, video()));
    accept(new StreamEvent.Interrupted());
    accept(period(2, START_MILLIS + 15_000, video()));
    acceptSamples(frames(30, 300, 60));

    assertThat(presentation().periods())
        .extracting(Period::discontinuity)
        .containsExactly(discontinuity, discontinuity + 1);
  }

  @Test
  void aStreamThatNeverShowedAnythingEndsQuietly() throws IOException {
    accept(period(0, START_MILLIS, video()));
    accept(new StreamEvent.Interrupted());
    accept(new StreamEvent.Ended());

    assertThat(latest).isNull();
  }

  @Test
  void datesFollowACorrectedAnchorButNamesDoNot() throws IOException {
    live(frames(30, 130, 60));
    accept(new StreamEvent.AnchorCorrected(new Anchor(4_000_000_000L, START_MILLIS + 4_050)));
    List<MediaSample> later =
        frames(30, 300, 60).stream().filter(frame -> frame.dtsTicks() >= 130 * 3000).toList();
    acceptSamples(later);

    Segment last = presentation().currentPeriod().leader().segments().getLast();
    assertThat(last.wallMillis() - last.startTicks() / 90).isEqualTo(50);
  }

  @Test
  void gapsFollowACorrectedAnchorToo() throws IOException {
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    acceptSamples(interleaved(frames(30, 130, 60), sounds(RATE, 4.2), RATE));
    accept(new StreamEvent.AnchorCorrected(new Anchor(4_000_000_000L, START_MILLIS + 4_050)));
    List<MediaSample> later =
        frames(30, 450, 60).stream().filter(frame -> frame.dtsTicks() >= 130 * 3000).toList();
    acceptSamples(later);

    Segment gap = presentation().currentPeriod().track("audio").orElseThrow().segments().getLast();
    assertThat(gap.isGap()).isTrue();
    assertThat(presentation().currentPeriod().leader().segments())
        .filteredOn(segment -> segment.sequence() == gap.sequence())
        .extracting(Segment::wallMillis)
        .containsExactly(gap.wallMillis());
  }

  @Test
  void forgetsBytesOnceNoPlaylistThatListedThemIsFresh() throws IOException {
    live(frames(30, 30 * 400, 60));

    assertThat(store.blobCount()).isBetween(2 * 30, 2 * 40);
    Presentation listed = presentation().listed();
    List<Segment> segments = listed.currentPeriod().leader().segments();
    long seconds = segments.stream().mapToLong(Segment::durationTicks).sum() / VIDEO_TIMESCALE;
    assertThat(seconds).isBetween(27L, 30L);
    assertThat(presentation().firstSequence()).isLessThan(listed.firstSequence());
  }

  @Test
  void nothingIsShownBeforeTheFirstSegmentIsWhole() throws IOException {
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    acceptSamples(interleaved(frames(30, 59, 60), sounds(RATE, 1.9), RATE));

    assertThat(latest).isNull();
  }

  @Test
  void aStreamThatEndsWithinItsFirstSegmentIsStillShown() throws IOException {
    live(frames(30, 40, 60));
    accept(new StreamEvent.Ended());

    assertThat(presentation().state()).isEqualTo(State.ENDED);
    assertThat(presentation().currentPeriod().leader().segments()).hasSize(1);
  }

  @Test
  void deletesAllThatItWrote() throws IOException {
    live(frames(30, 300, 60));

    packager.delete();

    assertThat(store.usedBytes()).isZero();
  }

  @Test
  void keepsTheWindowItIsTold() throws IOException {
    var shortWindow =
        new PackagingConfig(
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(6));
    var small = new Packager("live/small", shortWindow, store);
    Optional<Presentation> shown = small.accept(period(0, START_MILLIS, video()));
    for (MediaSample frame : frames(30, 900, 30)) {
      var next = small.accept(new StreamEvent.Sample(frame));
      shown = next.isPresent() ? next : shown;
    }

    assertThat(shown.orElseThrow().listed().currentPeriod().leader().segments()).hasSize(6);
    assertThat(shown.orElseThrow().partTargetMillis()).isEqualTo(201);
  }

  private Bytes bytes(PeriodTrack track) throws IOException {
    var pieces = new ArrayList<Bytes>();
    for (Segment segment : track.segments()) {
      for (Part part : segment.parts()) {
        pieces.addAll(store.read(part.extent(), part.offset(), part.lengthBytes()));
      }
    }
    return Bytes.concat(pieces);
  }

  private static List<Bytes> written(List<MediaSample> samples) throws IOException {
    var store = new MemoryBlobStore(10_000_000);
    var packager = new Packager("live/demo", CONFIG, store);
    packager.accept(period(0, START_MILLIS, video(), audio(44_100)));
    for (MediaSample sample : samples) {
      packager.accept(new StreamEvent.Sample(sample));
    }
    Presentation whole = packager.accept(new StreamEvent.Ended()).orElseThrow();
    var bytes = new ArrayList<Bytes>();
    for (PeriodTrack track : whole.currentPeriod().tracks()) {
      bytes.add(track.header());
      for (Segment segment : track.segments()) {
        for (Part part : segment.parts()) {
          bytes.addAll(store.read(part.extent(), part.offset(), part.lengthBytes()));
        }
      }
    }
    return bytes;
  }

  private static List<MediaSample> duringHalfSecond(
      List<MediaSample> samples, int timescale, int half) {
    return samples.stream().filter(sample -> 2 * sample.dtsTicks() / timescale == half).toList();
  }

  private static int indexOf(Bytes all, Bytes wanted, int from) {
    for (int at = from; at + wanted.length() <= all.length(); at++) {
      if (all.slice(at, at + wanted.length()).equals(wanted)) {
        return at;
      }
    }
    return -1;
  }
}
