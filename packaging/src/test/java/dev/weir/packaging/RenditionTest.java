package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.packaging.archive.AssetReader;
import dev.weir.packaging.archive.AssetTimeline;
import dev.weir.packaging.archive.Cuts;
import dev.weir.packaging.archive.RenditionFiles.Stretch;
import dev.weir.packaging.archive.RenditionWriter;
import dev.weir.storage.StoredBlob;
import dev.weir.testkit.disk.DiskFault;
import dev.weir.testkit.disk.DiskOperation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Films on disk: written, whole or in chunks, and read back. */
class RenditionTest extends RenditionFixture {
  private static final Cuts FOUR = Cuts.every(Duration.ofSeconds(4), Duration.ofSeconds(12));

  @Test
  void hasOneFragmentForEachSegmentWhichBeginsAtItsCut() throws IOException {
    write("video", VIDEO, pictures(0, 12), FOUR);

    PeriodTrack video = track(read("video"), "video");

    assertThat(video.segments()).extracting(Segment::sequence).containsExactly(0L, 1L, 2L);
    assertThat(video.segments())
        .extracting(Segment::startTicks)
        .containsExactly(10L * 90_000, 14L * 90_000, 18L * 90_000);
    assertThat(video.segments())
        .allSatisfy(segment -> {
          assertThat(segment.parts()).hasSize(1);
          assertThat(segment.durationTicks()).isEqualTo(4 * 90_000);
          assertThat(segment.isIndependent()).isTrue();
          assertThat(segment.keyframeBytes()).isBetween(1, (int) segment.lengthBytes() - 1);
        });
    assertThat(video.frameRate()).isEqualTo(25);
  }

  @Test
  void samplesAreShownWhenTheyWereAndDecodedBeforeThat() throws IOException {
    List<MediaSample> pictures = pictures(0, 12);
    write("video", VIDEO, pictures, FOUR);

    PeriodTrack video = track(read("video"), "video");
    List<MediaSample> read = samples(video);

    assertThat(read).extracting(MediaSample::ptsTicks).isEqualTo(pts(pictures));
    assertThat(read).extracting(MediaSample::units).isEqualTo(units(pictures));
    assertThat(read).extracting(MediaSample::compositionTicks).allMatch(ticks -> ticks >= 0);
    long dtsTicks = 10L * 90_000;
    for (MediaSample sample : read) {
      assertThat(sample.dtsTicks()).isEqualTo(dtsTicks);
      dtsTicks += sample.durationTicks();
    }
    assertThat(dtsTicks).isEqualTo(22L * 90_000);
  }

  @Test
  void chunksMakeTheVerySameBytesAsTheWhole() throws IOException {
    write("whole", VIDEO, pictures(0, 12), FOUR);
    write("chunked", VIDEO, pictures(8, 12), FOUR, new Stretch(2, 3));
    write("chunked", VIDEO, pictures(0, 8), FOUR, new Stretch(0, 2));

    Presentation film = read("whole", "chunked");

    assertThat(bytes(track(film, "chunked"))).isEqualTo(bytes(track(film, "whole")));
    assertThat(files("chunked").whole()).containsExactly(new Stretch(0, 2), new Stretch(2, 3));
  }

  @Test
  void whatWasNotFinishedDoesNotCount() throws Exception {
    write("video", VIDEO, pictures(0, 4), FOUR, new Stretch(0, 1));
    RenditionWriter cutOff = begin("video", VIDEO, FOUR, 1);
    for (MediaSample picture : pictures(4, 12)) {
      cutOff.add(picture);
    }

    assertThat(track(read("video"), "video").segments()).hasSize(1);
    assertThat(files("video").whole()).containsExactly(new Stretch(0, 1));
  }

  @Test
  void aChunkThatIsMadeAgainTakesThePlaceOfTheFirst() throws IOException {
    write("video", VIDEO, pictures(0, 4), FOUR, new Stretch(0, 1));
    write("video", VIDEO, pictures(4, 7), FOUR, new Stretch(1, 2));
    write("video", VIDEO, pictures(4, 8), FOUR, new Stretch(1, 2));

    assertThat(samples(track(read("video"), "video"))).hasSize(8 * RATE);
    assertThat(blobs("video")).hasSize(5);
  }

  @Test
  void aChunkOfAnotherConfigurationDoesNotCount() throws IOException {
    var other = new Track(1, Footage.VIDEO_TIMESCALE, Sketch.AVC);
    write("video", VIDEO, pictures(0, 4), FOUR, new Stretch(0, 1));
    write("video", other, pictures(4, 8), FOUR, new Stretch(1, 2));

    assertThat(files("video").whole()).containsExactly(new Stretch(0, 1));
  }

  @Test
  void soundIsCutAtTheFirstFrameThatIsNotBeforeTheCut() throws IOException {
    write("audio", AUDIO, sounds(0, 12), FOUR);

    PeriodTrack audio = track(read("audio"), "audio");

    assertThat(audio.segments())
        .extracting(segment -> segment.startTicks() - AssetTimeline.originTicks(SOUND_RATE))
        .containsExactly(0L, 188L * SOUND, 375L * SOUND);
    assertThat(samples(audio)).isEqualTo(sounds(0, 12));
  }

  @Test
  void soundThatBeginsLateHasAGapAndOneThatEndsEarlyEnds() throws IOException {
    write("video", VIDEO, pictures(0, 12), FOUR);
    write("audio", AUDIO, sounds(5, 7), FOUR);

    PeriodTrack audio = track(read("audio", "video"), "audio");

    assertThat(audio.segments()).extracting(Segment::isGap).containsExactly(true, false);
    assertThat(audio.segments().getLast().startTicks())
        .isEqualTo(AssetTimeline.originTicks(SOUND_RATE) + 234L * SOUND);
  }

  @Test
  void aHoleInTheMiddleIsAGap() throws IOException {
    var pictures = new ArrayList<>(pictures(0, 3));
    pictures.addAll(pictures(8, 12));
    write("video", VIDEO, pictures, FOUR);

    PeriodTrack video = track(read("video"), "video");

    assertThat(video.segments()).extracting(Segment::isGap).containsExactly(false, true, false);
    assertThat(video.segments().getFirst().durationTicks()).isEqualTo(3 * 90_000);
  }

  @Test
  void picturesThatLeadAKeyframeBelongToItsSegment() throws IOException {
    long cut = 14L * 90_000;
    var pictures = new ArrayList<>(pictures(0, 4).subList(0, 98));
    pictures.add(picture(cut - 3L * FRAME, 3 * FRAME, true, 1));
    pictures.add(picture(cut - 2L * FRAME, 0, false, 2));
    pictures.add(picture(cut - FRAME, 0, false, 3));
    pictures.add(picture(cut, FRAME, false, 4));
    write("video", VIDEO, pictures, FOUR);

    PeriodTrack video = track(read("video"), "video");

    assertThat(video.segments().getLast().startTicks()).isEqualTo(cut - 2L * FRAME);
    assertThat(video.segments().getFirst().endTicks()).isEqualTo(cut - 2L * FRAME);
    assertThat(samples(video)).extracting(MediaSample::ptsTicks).isEqualTo(pts(pictures));
  }

  @Test
  void whereNoKeyframeIsAtACutTheNextPictureBeginsTheSegment() throws IOException {
    List<MediaSample> pictures =
        pictures(0, 12).stream()
            .map(picture ->
                picture.ptsTicks() == 14L * 90_000
                    ? picture(picture.dtsTicks(), picture.compositionTicks(), false, 7)
                    : picture)
            .toList();
    write("video", VIDEO, pictures, FOUR);

    PeriodTrack video = track(read("video"), "video");

    assertThat(video.segments())
        .extracting(Segment::isIndependent)
        .containsExactly(true, false, true);
    assertThat(video.segments()).extracting(Segment::keyframeBytes).element(1).isEqualTo(0);
    assertThat(samples(video)).hasSize(12 * RATE);
  }

  @Test
  void extentsOfALongRenditionEndAtACutBeforeTenMinutes() throws IOException {
    Cuts cuts = Cuts.every(Duration.ofSeconds(7), Duration.ofMinutes(25));
    write("audio", AUDIO, sounds(0, 25 * 60), cuts);

    Presentation film = read("audio");

    assertThat(files("audio").whole())
        .containsExactly(new Stretch(0, 85), new Stretch(85, 170), new Stretch(170, 215));
    assertThat(samples(track(film, "audio"))).hasSize(sounds(0, 25 * 60).size());
    assertThat(film.targetDurationSeconds()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(
      value = DiskOperation.class,
      names = {"WRITE", "FORCE"})
  void whatTheDiskDoesNotTakeForSureDoesNotCount(DiskOperation operation) throws IOException {
    write("video", VIDEO, pictures(0, 4), FOUR, new Stretch(0, 1));
    RenditionWriter failing = begin("video", VIDEO, FOUR, 1);
    faults.inject(DiskFault.error(operation));

    assertThatThrownBy(
            () -> {
              for (MediaSample picture : pictures(4, 8)) {
                failing.add(picture);
              }
              failing.finish(2);
            })
        .isInstanceOf(IOException.class);
    faults.mend();
    failing.abandon();

    assertThat(files("video").whole()).containsExactly(new Stretch(0, 1));
    write("video", VIDEO, pictures(4, 8), FOUR, new Stretch(1, 2));
    assertThat(samples(track(read("video"), "video"))).hasSize(8 * RATE);
  }

  @Test
  void refusesToKeepASegmentInMemoryThatIsTooLarge() throws IOException {
    Bytes twoMegabytes = Bytes.wrap(new byte[2 << 20]);
    RenditionWriter writer = begin("video", VIDEO, FOUR, 0);

    assertThatThrownBy(
            () -> {
              for (MediaSample picture : pictures(0, 4)) {
                writer.add(
                    new MediaSample(
                        1,
                        picture.dtsTicks(),
                        picture.compositionTicks(),
                        picture.durationTicks(),
                        picture.keyframe(),
                        List.of(twoMegabytes)));
              }
            })
        .isInstanceOf(MediaFormatException.class)
        .hasMessageContaining("more than 134217728 octets between two cuts");
    writer.abandon();
  }

  @Test
  void anEndThatAPowerCutHasTornDoesNotCount() throws IOException {
    write("video", VIDEO, pictures(0, 4), FOUR, new Stretch(0, 1));
    String index = "vod/" + ID + "/video/900000.index";
    disk.truncate(index, disk.length(index) - 1);

    assertThat(files("video").whole()).isEmpty();
    assertThat(new AssetReader(disk).read(ID, List.of("video"))).isEmpty();
  }

  @Test
  void aFilmIsAnUndatedPresentationThatHasEnded() throws IOException {
    write("video", VIDEO, pictures(0, 12), FOUR);
    write("audio", AUDIO, sounds(0, 12), FOUR);

    Presentation film = read("audio", "video");

    assertThat(film.state()).isEqualTo(Presentation.State.ENDED);
    assertThat(film.renditions()).containsExactly("video", "audio");
    assertThat(film.startMillis()).isEqualTo(AssetTimeline.ORIGIN_MILLIS);
    assertThat(film.currentPeriod().id()).isEqualTo(AssetTimeline.ORIGIN_MILLIS);
    assertThat(film.isDated()).isFalse();
    assertThat(new AssetReader(disk).read("other", List.of("video"))).isEmpty();
  }

  private static List<Long> pts(List<MediaSample> samples) {
    return samples.stream().map(MediaSample::ptsTicks).toList();
  }

  private static List<List<Bytes>> units(List<MediaSample> samples) {
    return samples.stream().map(MediaSample::units).toList();
  }

  private List<Bytes> bytes(PeriodTrack track) throws IOException {
    var bytes = new ArrayList<Bytes>();
    for (Segment segment : track.segments()) {
      bytes.add(bytes(segment));
    }
    return bytes;
  }

  private List<String> blobs(String name) throws IOException {
    String folder = "vod/" + ID + "/" + name + "/";
    return disk.list("vod/" + ID + "/" + name).stream()
        .map(StoredBlob::name)
        .map(blob -> blob.substring(folder.length()))
        .toList();
  }
}
