package dev.weir.container.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.container.FlvFixture;
import dev.weir.container.box.BoxWriter;
import dev.weir.container.box.FragmentFlags;
import dev.weir.container.flv.FlvReader;
import dev.weir.container.fmp4.CmafWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Mp4FragmentsTest {
  private static final int SIZED =
      FragmentFlags.TFHD_DEFAULT_SIZE | FragmentFlags.TFHD_DEFAULT_DURATION;

  private final Track audio = FlvFixture.named("bframes").track(FlvReader.AUDIO_TRACK_ID);

  @ParameterizedTest
  @ValueSource(ints = {FlvReader.VIDEO_TRACK_ID, FlvReader.AUDIO_TRACK_ID})
  void readsWhatWeWrite(int id) throws IOException, MediaFormatException {
    FlvFixture fixture = FlvFixture.named("bframes");
    Track track = fixture.track(id);
    List<MediaSample> written = fixture.timedSamples(id);
    var parts = new ArrayList<>(List.of(CmafWriter.header(track)));
    for (int from = 0; from < written.size(); from += 10) {
      List<MediaSample> run = written.subList(from, Math.min(from + 10, written.size()));
      parts.add(CmafWriter.fragment(from, track, run.getFirst().dtsTicks(), run));
    }

    Mp4File file = TestMovie.open(Bytes.concat(parts));

    var read = new ArrayList<MediaSample>();
    for (Mp4Sample sample : TestMovie.samples(file, id)) {
      read.add(file.unframed(id, sample, file.read(sample)).orElseThrow());
    }
    assertThat(read).isEqualTo(written);
    assertThat(file.tracks().getFirst().media()).contains(track);
  }

  @Test
  void countsOnWhereFragmentsDoNotSayTheirTime() throws MediaFormatException {
    Bytes file = file(fragment(SIZED, 3), fragment(SIZED, 2));

    Mp4File opened = TestMovie.open(file);

    assertThat(TestMovie.samples(opened, audio.id()))
        .extracting(Mp4Sample::dtsTicks)
        .containsExactly(0L, 1024L, 2048L, 3072L, 4096L);
    assertThat(opened.tracks().getFirst().endTicks()).isEqualTo(5 * 1024);
  }

  @Test
  void findsOctetsByEachRule() throws MediaFormatException {
    Bytes fromMoof = fragment(SIZED | FragmentFlags.TFHD_DEFAULT_BASE_IS_MOOF, 2);
    Bytes fromFile = fragment(SIZED | FragmentFlags.TFHD_BASE_DATA_OFFSET, 2);
    long header = CmafWriter.header(audio).length();

    List<Mp4Sample> samples =
        TestMovie.samples(TestMovie.open(file(fromMoof, fromFile)), audio.id());

    assertThat(samples)
        .extracting(Mp4Sample::offset)
        .containsExactly(header, header + 4, 100L, 104L);
  }

  /** Track fragments in one moof, of which the second follows the first. */
  @Test
  void findsOctetsBehindThoseOfTheTrackBefore() throws MediaFormatException {
    var boxes = new BoxWriter();
    boxes.container(
        "moof",
        () -> {
          boxes.container("traf", () -> writeTrack(boxes, 77, SIZED, 5));
          boxes.container("traf", () -> writeTrack(boxes, audio.id(), SIZED, 2));
        });
    long header = CmafWriter.header(audio).length();

    List<Mp4Sample> samples =
        TestMovie.samples(TestMovie.open(file(boxes.toBytes(), new byte[60])), audio.id());

    assertThat(samples).extracting(Mp4Sample::offset).containsExactly(header + 20, header + 24);
  }

  @Test
  void takesOnlyWhatIsThereOfACutFile() throws MediaFormatException {
    FlvFixture fixture = FlvFixture.named("bframes");
    List<MediaSample> written = fixture.timedSamples(FlvReader.AUDIO_TRACK_ID);
    Bytes first = CmafWriter.fragment(1, audio, 0, written.subList(0, 4));
    Bytes second = CmafWriter.fragment(2, audio, 4096, written.subList(4, 8));
    Bytes whole = Bytes.concat(List.of(CmafWriter.header(audio), first, second));

    Mp4File inPayload = TestMovie.open(whole.slice(0, whole.length() - 1));
    Mp4File inMoof = TestMovie.open(whole.slice(0, whole.length() - second.length() + 20));

    assertThat(TestMovie.samples(inPayload, audio.id())).hasSize(7);
    assertThat(inPayload.note()).isPresent();
    assertThat(TestMovie.samples(inMoof, audio.id())).hasSize(4);
    assertThat(inMoof.note().orElseThrow()).contains("moof");
  }

  /** Two milliards of samples in no octets, of which each moof may have as many as it likes. */
  @Test
  void refusesSamplesWithoutEnd() throws MediaFormatException {
    var boxes = new BoxWriter();
    boxes.container(
        "moof",
        () ->
            boxes.container(
                "traf",
                () -> {
                  boxes.fullBox("tfhd", 0, 0, out -> out.u32(audio.id()));
                  boxes.fullBox("trun", 0, 0, out -> out.u32(0x8000_0000L));
                }));

    String problem =
        TestMovie.open(file(boxes.toBytes())).tracks().getFirst().problem().orElse("none");

    assertThat(problem).contains("trun: samples without size");
  }

  @Test
  void refusesSamplesThatOverlap() throws MediaFormatException {
    Bytes fragment = fragment(SIZED | FragmentFlags.TFHD_DEFAULT_BASE_IS_MOOF, 2);
    var fragments = new ArrayList<Bytes>();
    for (int i = 0; i < 10; i++) {
      fragments.add(fragment(SIZED | FragmentFlags.TFHD_BASE_DATA_OFFSET, 200));
    }
    fragments.add(fragment);
    Mp4File file = TestMovie.open(file(fragments.toArray(Bytes[]::new)));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> TestMovie.samples(file, audio.id()))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  private Bytes file(Bytes moof, byte[] behind) {
    return Bytes.concat(List.of(CmafWriter.header(audio), moof, Bytes.wrap(behind)));
  }

  private Bytes file(Bytes... fragments) {
    var parts = new ArrayList<>(List.of(CmafWriter.header(audio)));
    parts.addAll(List.of(fragments));
    return Bytes.concat(parts);
  }

  /** Samples of four octets and 1,024 ticks. */
  private Bytes fragment(int flags, int samples) {
    var boxes = new BoxWriter();
    boxes.container(
        "moof", () -> boxes.container("traf", () -> writeTrack(boxes, audio.id(), flags, samples)));
    return boxes.toBytes();
  }

  private static void writeTrack(BoxWriter boxes, int id, int flags, int samples) {
    boxes.fullBox(
        "tfhd",
        0,
        flags,
        out -> {
          out.u32(id);
          if ((flags & FragmentFlags.TFHD_BASE_DATA_OFFSET) != 0) {
            out.u64(100);
          }
          out.u32(1024).u32(4);
        });
    boxes.fullBox("trun", 0, 0, out -> out.u32(samples));
  }
}
