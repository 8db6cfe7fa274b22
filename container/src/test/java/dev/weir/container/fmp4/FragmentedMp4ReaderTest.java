package dev.weir.container.fmp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.container.FlvFixture;
import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.container.box.BoxWriter;
import dev.weir.container.box.EsDescriptor;
import dev.weir.container.box.FragmentFlags;
import dev.weir.container.flv.FlvReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FragmentedMp4ReaderTest {
  private final Track audio = FlvFixture.named("bframes").track(FlvReader.AUDIO_TRACK_ID);

  @Test
  void readsWhatFfmpegWrites(@TempDir Path folder) throws IOException, MediaFormatException {
    Path flv = Path.of("src/test/resources/flv/bframes.flv");
    Path mp4 =
        FfmpegMedia.make(
            folder.resolve("f.mp4"),
            List.of(
                "-i",
                flv.toString(),
                "-c",
                "copy",
                "-video_track_timescale",
                "90000",
                "-movflags",
                "+frag_keyframe+empty_moov+default_base_moof"));
    Bytes file = Bytes.wrap(Files.readAllBytes(mp4));

    FragmentedMp4Reader reader = FragmentedMp4Reader.open(file);
    List<MediaSample> samples = reader.read(file);

    FlvFixture source = FlvFixture.named("bframes");
    for (int id : List.of(FlvReader.VIDEO_TRACK_ID, FlvReader.AUDIO_TRACK_ID)) {
      assertThat(reader.tracks().get(id - 1).config()).isEqualTo(source.track(id).config());
      assertThat(samples.stream().filter(s -> s.trackId() == id))
          .extracting(MediaSample::units)
          .isEqualTo(source.samples(id).stream().map(MediaSample::units).toList());
    }
  }

  @Test
  void takesABoxOfSizeZeroToTheEnd() throws MediaFormatException {
    var boxes = new BoxReader(Bytes.ofHex("00000000 66726565 0102"), "file");

    assertThat(boxes.next()).isEqualTo(new Box("free", Bytes.of(1, 2)));
    assertThat(boxes.hasNext()).isFalse();
  }

  @Test
  void readsSizesOf64Bits() throws MediaFormatException {
    var boxes =
        new BoxReader(
            Bytes.ofHex("00000001 66726565 0000000000000012 0102 00000008 736b6970"), "f");

    assertThat(boxes.next()).isEqualTo(new Box("free", Bytes.of(1, 2)));
    assertThat(boxes.next()).isEqualTo(new Box("skip", Bytes.EMPTY));
  }

  @ParameterizedTest
  @CsvSource({
    "00000007 66726565",
    "00000002 66726565",
    "00000009 66726565",
    "ffffffff 66726565",
    "00000001 66726565 000000000000000f",
    "00000001 66726565 ffffffffffffffff",
    "00000001 66726565 7fffffffffffffff",
    "00000001 66726565 0000",
    "000000"
  })
  void refusesBoxesOfImpossibleSize(String box) {
    var boxes = new BoxReader(Bytes.ofHex(box), "file");

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(boxes::next)
        .returns(Kind.MALFORMED, MediaFormatException::kind);
  }

  @Test
  void refusesACountThatItsPayloadCannotHold() {
    // data offset and default size of one octet, two milliards of samples
    assertRefused(fragment(0x7FFF_FFFFL, 0, 1), Kind.MALFORMED);
  }

  @Test
  void refusesSamplesWithoutOctets() {
    assertRefused(fragment(0x7FFF_FFFFL, 0, 0), Kind.MALFORMED);
  }

  @Test
  void refusesSamplesBeforeTheFile() {
    assertRefused(fragment(1, -1, 1), Kind.MALFORMED);
  }

  @Test
  void refusesSamplesThatOverlap() {
    assertRefused(overlapping(), Kind.LIMIT);
  }

  @Test
  void refusesTimesThatNobodyCanCountInNanoseconds() throws MediaFormatException {
    long most = 4_000_000_000L * audio.timescale();

    List<MediaSample> samples = read(new Moof(audio.id()).baseDecodeTicks(most));

    assertThat(MediaTime.toNanos(samples.getFirst().dtsTicks(), audio.timescale())).isPositive();
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> read(new Moof(audio.id()).baseDecodeTicks(most + audio.timescale())))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  @Test
  void countsFromTheMoofWhereARunSaysNothingElse() throws MediaFormatException {
    Bytes free = Bytes.ofHex("00000009 66726565 00");
    Bytes moof = new Moof(audio.id()).sample(8).withoutDataOffset().moof();

    List<MediaSample> samples =
        FragmentedMp4Reader.open(CmafWriter.header(audio)).read(Bytes.concat(List.of(free, moof)));

    assertThat(samples.getFirst().units()).containsExactly(moof.slice(0, 8));
  }

  @Test
  void passesOverFragmentsOfOtherTracks() throws MediaFormatException {
    var other = new Track(9, audio.timescale(), audio.config());
    var sample = new MediaSample(9, 0, 0, 1024, true, List.of(Bytes.of(1)));

    Bytes fragment = CmafWriter.fragment(1, other, 0, List.of(sample));

    assertThat(FragmentedMp4Reader.open(CmafWriter.header(audio)).read(fragment)).isEmpty();
  }

  @Test
  void refusesAHeaderWithoutMoov() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> FragmentedMp4Reader.open(Bytes.ofHex("00000008 66726565")))
        .withMessage("file: expected a box moov");
  }

  @Test
  void readsDescriptorsWithLongLengths() throws MediaFormatException {
    for (int length : List.of(1, 100, 127, 128, 300, 16_384)) {
      var descriptor = new EsDescriptor(0x40, Bytes.wrap(new byte[length]));

      assertThat(EsDescriptor.parse(descriptor.toBytes())).isEqualTo(descriptor);
    }
  }

  private List<MediaSample> read(Moof moof) throws MediaFormatException {
    return FragmentedMp4Reader.open(CmafWriter.header(audio))
        .read(moof.sample(1).withMdat(Bytes.of(1)));
  }

  private Bytes overlapping() {
    var boxes = new BoxWriter();
    boxes.container(
        "moof",
        () ->
            boxes.container(
                "traf",
                () -> {
                  writeTrackHeader(boxes, 100);
                  for (int i = 0; i < 10; i++) {
                    boxes.fullBox(
                        "trun", 1, FragmentFlags.TRUN_DATA_OFFSET, out -> out.u32(1).u32(0));
                  }
                }));
    return boxes.toBytes();
  }

  private Bytes fragment(long count, int dataOffset, int sampleBytes) {
    var boxes = new BoxWriter();
    boxes.container(
        "moof",
        () ->
            boxes.container(
                "traf",
                () -> {
                  writeTrackHeader(boxes, sampleBytes);
                  boxes.fullBox(
                      "trun",
                      1,
                      FragmentFlags.TRUN_DATA_OFFSET,
                      out -> out.u32(count).u32(dataOffset));
                }));
    return boxes.toBytes();
  }

  private void writeTrackHeader(BoxWriter boxes, int sampleBytes) {
    int flags = FragmentFlags.TFHD_DEFAULT_BASE_IS_MOOF | FragmentFlags.TFHD_DEFAULT_SIZE;
    boxes.fullBox("tfhd", 0, flags, out -> out.u32(audio.id()).u32(sampleBytes));
    boxes.fullBox("tfdt", 1, 0, (ByteWriter out) -> out.u64(0));
  }

  private void assertRefused(Bytes fragments, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> FragmentedMp4Reader.open(CmafWriter.header(audio)).read(fragments))
        .returns(kind, MediaFormatException::kind);
  }
}
