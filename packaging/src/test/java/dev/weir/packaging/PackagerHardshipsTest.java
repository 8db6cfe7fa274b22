package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static dev.weir.packaging.Footage.audio;
import static dev.weir.packaging.Footage.frames;
import static dev.weir.packaging.Footage.interleaved;
import static dev.weir.packaging.Footage.period;
import static dev.weir.packaging.Footage.sounds;
import static dev.weir.packaging.Footage.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.storage.BlobException;
import dev.weir.storage.MemoryBlobStore;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams that begin badly, end early or lose a track. */
class PackagerHardshipsTest extends PackagerFixture {
  @Test
  void aStreamThatBreaksOffWithinItsFirstSegmentKeepsASoundGrid() throws IOException {
    List<MediaSample> video = frames(30, 40, 60);
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    acceptSamples(interleaved(video, sounds(RATE, 1.4), RATE));

    accept(new StreamEvent.Interrupted());

    assertThat(presentation().partTargetMillis()).isEqualTo(513);
    assertThat(presentation().targetDurationSeconds()).isEqualTo(2);
  }

  @Test
  void aStreamThatBreaksOffAfterOneFrameKeepsASoundGrid() throws IOException {
    accept(period(0, START_MILLIS, video()));
    acceptSamples(frames(30, 1, 60));

    accept(new StreamEvent.Interrupted());

    assertThat(presentation().partTargetMillis()).isBetween(490, 520);
    assertThat(presentation().targetDurationSeconds()).isEqualTo(2);
  }

  @Test
  void soundAloneIsShownWhereThePictureFallsSilentInTheFirstSegment() throws IOException {
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    acceptSamples(interleaved(frames(30, 10, 60), sounds(RATE, 20), RATE));

    PeriodTrack audio = presentation().currentPeriod().track("audio").orElseThrow();
    long shownTicks =
        audio.segments().getLast().endTicks() - audio.segments().getFirst().startTicks();
    assertThat(shownTicks).isGreaterThan(15L * RATE);
    assertThat(presentation().partTargetMillis()).isBetween(500, 520);
  }

  @Test
  void soundAloneIsShownWhereThePictureNeverComes() throws IOException {
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    acceptSamples(sounds(RATE, 20));

    assertThat(presentation().currentPeriod().leader().segments())
        .isNotEmpty()
        .allMatch(Segment::isGap);
    assertThat(presentation().currentPeriod().track("audio").orElseThrow().segments())
        .filteredOn(Segment::complete)
        .noneMatch(Segment::isGap);
  }

  @Test
  void deletesTheOpenPartsOfATrackWhoseLeaderHasNone() throws IOException {
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    acceptSamples(interleaved(frames(30, 150, 60), sounds(RATE, 7), RATE));
    accept(new StreamEvent.Interrupted());
    accept(period(1, START_MILLIS + 20_000, video(), audio(RATE)));
    acceptSamples(sounds(RATE, 3));

    packager.delete();

    assertThat(store.usedBytes()).isZero();
    assertThat(store.blobCount()).isZero();
  }

  @Test
  void thePastGoesFirstWhereTheStoreHasNoMoreRoom() throws IOException {
    var smallStore = new MemoryBlobStore(30_000);
    var small = new Packager("live/small", PackagingConfig.DEFAULT, smallStore);
    small.accept(period(0, START_MILLIS, video(), audio(RATE)));
    for (MediaSample sample : interleaved(frames(30, 1800, 60), sounds(RATE, 60), RATE)) {
      small.accept(new StreamEvent.Sample(sample)).ifPresent(next -> latest = next);
    }

    assertThat(small.segmentsForRoom()).isPositive();
    assertThat(presentation().firstSequence()).isGreaterThan(START_MILLIS / 1000);
    for (PeriodTrack track : presentation().currentPeriod().tracks()) {
      assertThat(track.segments()).hasSizeGreaterThan(2).noneMatch(Segment::isGap);
      assertThat(track.segments().getLast().endTicks() / track.timescale())
          .isGreaterThan(START_MILLIS / 1000 + 58);
      for (Segment segment : track.segments()) {
        for (Part part : segment.parts()) {
          smallStore.read(part.extent(), part.offset(), part.lengthBytes());
        }
      }
    }
    assertThat(smallStore.usedBytes()).isLessThanOrEqualTo(30_000);
  }

  @Test
  void refusesWhereNothingIsLeftToForget() throws IOException {
    var tiny = new Packager("live/tiny", PackagingConfig.DEFAULT, new MemoryBlobStore(100));
    tiny.accept(period(0, START_MILLIS, video()));

    assertThatExceptionOfType(BlobException.class)
        .isThrownBy(() -> {
          for (MediaSample frame : frames(30, 120, 60)) {
            tiny.accept(new StreamEvent.Sample(frame));
          }
        })
        .matches(refused -> refused.reason() == BlobException.Reason.NO_ROOM);
    tiny.delete();
  }
}
