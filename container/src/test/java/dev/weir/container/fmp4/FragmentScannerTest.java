package dev.weir.container.fmp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.container.FlvFixture;
import dev.weir.container.flv.FlvReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.testkit.FfmpegMedia;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FragmentScannerTest {
  private static final int AUDIO = FlvReader.AUDIO_TRACK_ID;
  private static final int SAMPLES_EACH = 3;

  private final FlvFixture fixture = FlvFixture.named("bframes");
  private final Track track = fixture.track(AUDIO);
  private final Bytes header = CmafWriter.header(track);
  private final FragmentedMp4Reader reader = reader(header);

  @Test
  void findsEveryFragment() throws IOException {
    Bytes first = fragment(0);
    Bytes second = fragment(1);
    Bytes file = Bytes.concat(List.of(header, first, second));

    var scanner = scanner(file);

    int secondAt = header.length() + first.length();
    assertThat(all(scanner))
        .containsExactly(
            new WholeFragment(header.length(), first.length(), dts(0), 3 * 1024, true),
            new WholeFragment(secondAt, second.length(), dts(1), 3 * 1024, true));
    assertThat(scanner.wholeBytes()).isEqualTo(file.length());
    assertThat(scanner.fault()).isEmpty();
  }

  @Test
  void findsThoseThatAreWholeWhereverTheFileIsCut() throws IOException {
    Bytes file = Bytes.concat(List.of(header, fragment(0), fragment(1), fragment(2)));
    List<WholeFragment> whole = all(scanner(file));

    for (int cut = 0; cut <= file.length(); cut++) {
      int end = cut;
      List<WholeFragment> expected =
          whole.stream().filter(fragment -> fragment.endOffset() <= end).toList();
      long expectedBytes = expected.isEmpty() ? 0 : expected.getLast().endOffset();
      var scanner = scanner(file.slice(0, cut));

      assertThat(all(scanner)).as("cut at %d", cut).isEqualTo(expected);
      assertThat(scanner.wholeBytes()).as("cut at %d", cut).isEqualTo(expectedBytes);
    }
  }

  @Test
  void saysWhetherTheFileEndsWithAWholeFragment() throws IOException {
    Bytes file = Bytes.concat(List.of(fragment(0), fragment(1)));
    int end = fragment(0).length();

    for (int cut = end - 9; cut <= end + 9; cut++) {
      var scanner = scanner(file.slice(0, cut));
      all(scanner);

      assertThat(scanner.fault().isPresent()).as("cut at %d", cut).isEqualTo(cut != end);
    }
  }

  @Test
  void tellsWhereDecodingMayStart() throws IOException {
    Track video = fixture.track(FlvReader.VIDEO_TRACK_ID);
    List<MediaSample> samples = fixture.timedSamples(FlvReader.VIDEO_TRACK_ID);
    var fragments = new ArrayList<Bytes>();
    for (MediaSample sample : samples) {
      fragments.add(CmafWriter.fragment(1, video, sample.dtsTicks(), List.of(sample)));
    }
    Bytes file = Bytes.concat(fragments);

    var scanner = new FragmentScanner(reader(CmafWriter.header(video)), in(file), 0, file.length());

    assertThat(all(scanner))
        .extracting(WholeFragment::independent)
        .isEqualTo(samples.stream().map(MediaSample::keyframe).toList());
  }

  @Test
  void findsWhatFfmpegWrites(@TempDir Path folder) throws IOException, MediaFormatException {
    Path mp4 =
        FfmpegMedia.make(
            folder.resolve("a.mp4"),
            List.of(
                "-i",
                "src/test/resources/flv/bframes.flv",
                "-vn",
                "-c",
                "copy",
                "-movflags",
                "+cmaf+default_base_moof",
                "-frag_duration",
                "500000"));
    Bytes file = Bytes.wrap(Files.readAllBytes(mp4));
    FragmentedMp4Reader ffmpeg = FragmentedMp4Reader.open(file);

    var scanner = new FragmentScanner(ffmpeg, in(file), 0, file.length());

    List<WholeFragment> found = all(scanner);
    assertThat(scanner.fault()).isEmpty();
    assertThat(found).hasSizeGreaterThan(1);
    for (WholeFragment fragment : found) {
      List<MediaSample> samples =
          ffmpeg.read(file.slice((int) fragment.offset(), (int) fragment.endOffset()));
      assertThat(samples.getFirst().dtsTicks()).isEqualTo(fragment.baseDecodeTicks());
      assertThat(samples.stream().mapToLong(MediaSample::durationTicks).sum())
          .isEqualTo(fragment.durationTicks());
    }
  }

  @Test
  void goesOnBehindWhatIsKnown() throws IOException {
    Bytes file = Bytes.concat(List.of(header, fragment(0), fragment(1)));
    List<WholeFragment> whole = all(scanner(file));
    long known = whole.getFirst().endOffset();

    var scanner = new FragmentScanner(reader, in(file), known, file.length());

    assertThat(scanner.wholeBytes()).isEqualTo(known);
    assertThat(all(scanner)).containsExactly(whole.getLast());
  }

  @Test
  void readsNoPayload() throws IOException {
    int payloadBytes = 250_000_000;
    var written = new TreeMap<Long, Bytes>();
    long at = 0;
    for (int i = 0; i < 4; i++) {
      Bytes front =
          new Moof(track.id()).baseDecodeTicks(i).sample(payloadBytes).withMdat(payloadBytes);
      written.put(at, front);
      at += front.length() + payloadBytes;
    }
    var read = new ArrayList<Integer>();

    var scanner =
        new FragmentScanner(
            reader,
            (offset, length) -> {
              read.add(length);
              var piece = written.floorEntry(offset);
              int from = (int) (offset - piece.getKey());
              return padded(piece.getValue(), from, length);
            },
            0,
            at);

    assertThat(all(scanner))
        .extracting(WholeFragment::baseDecodeTicks)
        .containsExactly(0L, 1L, 2L, 3L);
    assertThat(scanner.wholeBytes()).isEqualTo(at).isGreaterThan(1_000_000_000);
    assertThat(read.stream().mapToInt(length -> length).sum()).isLessThan(1_000);
  }

  @Test
  void stopsAtZerosThatAFileSystemLeft() throws IOException {
    Bytes fragment = fragment(0);

    for (int zeros : List.of(1, 7, 8, 16, 4096)) {
      var scanner = scanner(Bytes.concat(List.of(fragment, Bytes.wrap(new byte[zeros]))));

      assertThat(all(scanner)).hasSize(1);
      assertThat(scanner.wholeBytes()).isEqualTo(fragment.length());
      assertThat(scanner.fault()).isPresent();
    }
  }

  @Test
  void takesAnMdatToTheEndOfTheFileForOneThatIsCutOff() throws IOException {
    Bytes fragment = new Moof(track.id()).sample(4).withOpenEndedMdat(Bytes.of(1, 2, 3, 4));

    assertFault(fragment, Kind.MALFORMED);
  }

  @Test
  void passesOverOtherBoxes() throws IOException {
    Bytes free = Bytes.ofHex("0000000a 66726565 0102");
    Bytes file = Bytes.concat(List.of(free, fragment(0), free, free, fragment(1), free));

    var scanner = scanner(file);

    assertThat(all(scanner)).hasSize(2);
    assertThat(scanner.wholeBytes()).isEqualTo(file.length() - free.length());
    assertThat(scanner.fault()).isEmpty();
  }

  @Test
  void readsSizesOf64Bits() throws IOException {
    Bytes fragment = new Moof(track.id()).sample(4).withLongMdat(Bytes.of(1, 2, 3, 4));

    assertThat(all(scanner(fragment)))
        .containsExactly(new WholeFragment(0, fragment.length(), 0, 1, true));
  }

  @Test
  void refusesAMoofWithoutItsMdat() throws IOException {
    Bytes moof = new Moof(track.id()).sample(4).moof();

    assertFault(moof, Kind.MALFORMED);
    assertFault(Bytes.concat(List.of(moof, fragment(0))), Kind.MALFORMED);
  }

  @Test
  void refusesSamplesOutsideTheMdat() throws IOException {
    assertFault(new Moof(track.id()).sample(5).withMdat(Bytes.of(1, 2, 3, 4)), Kind.MALFORMED);
    assertFault(new Moof(track.id()).sample(0).withMdat(Bytes.of(1, 2, 3, 4)), Kind.MALFORMED);
    assertFault(new Moof(track.id()).sample(-1).withMdat(Bytes.of(1, 2, 3, 4)), Kind.MALFORMED);
    assertFault(
        new Moof(track.id()).sample(4).payloadEarlierBy(1).withMdat(Bytes.of(1, 2, 3, 4)),
        Kind.MALFORMED);
  }

  @Test
  void refusesWhatHoldsNothingOfTheTrack() throws IOException {
    assertFault(new Moof(9).sample(4).withMdat(Bytes.of(1, 2, 3, 4)), Kind.MALFORMED);
    assertFault(new Moof(track.id()).withMdat(Bytes.of(1, 2, 3, 4)), Kind.MALFORMED);
  }

  @Test
  void refusesMoreThanItsLimits() throws IOException {
    Bytes free = Bytes.ofHex("00000008 66726565");
    var others = new ArrayList<Bytes>();
    for (int i = 0; i < 65; i++) {
      others.add(free);
    }
    others.add(fragment(0));

    assertFault(Bytes.concat(others), Kind.LIMIT);
    assertThat(all(scanner(Bytes.concat(others.subList(1, others.size()))))).hasSize(1);
    assertFault(
        Bytes.concat(List.of(Bytes.ofHex("00200001 6d6f6f66"), Bytes.wrap(new byte[2 << 20]))),
        Kind.LIMIT);
    assertFault(
        new Moof(track.id()).samples(65_537, 1).withMdat(Bytes.wrap(new byte[65_537])), Kind.LIMIT);
  }

  @Test
  void leavesTroubleWithTheFileToItsCaller() {
    var scanner =
        new FragmentScanner(
            reader,
            (offset, length) -> {
              throw new EOFException("gone");
            },
            0,
            100);

    assertThatExceptionOfType(EOFException.class).isThrownBy(scanner::next);
    assertThat(scanner.fault()).isEmpty();
  }

  private void assertFault(Bytes file, Kind kind) throws IOException {
    var scanner = scanner(file);

    assertThat(all(scanner)).isEmpty();
    assertThat(scanner.wholeBytes()).isZero();
    assertThat(scanner.fault()).map(MediaFormatException::kind).contains(kind);
  }

  private FragmentScanner scanner(Bytes file) {
    return new FragmentScanner(reader, in(file), 0, file.length());
  }

  private static FragmentScanner.RangeReader in(Bytes file) {
    return (offset, length) -> file.slice((int) offset, (int) offset + length);
  }

  private static List<WholeFragment> all(FragmentScanner scanner) throws IOException {
    var found = new ArrayList<WholeFragment>();
    for (var next = scanner.next(); next.isPresent(); next = scanner.next()) {
      found.add(next.get());
    }
    assertThat(scanner.next()).isEmpty();
    return found;
  }

  private Bytes fragment(int index) {
    return CmafWriter.fragment(index, track, dts(index), samples(index));
  }

  private long dts(int index) {
    return samples(index).getFirst().dtsTicks();
  }

  private List<MediaSample> samples(int index) {
    return fixture.timedSamples(AUDIO).subList(index * SAMPLES_EACH, (index + 1) * SAMPLES_EACH);
  }

  /** The octets from {@code from} on, and zeros behind them. */
  private static Bytes padded(Bytes octets, int from, int length) {
    var padded = new byte[length];
    Bytes there = octets.slice(from, Math.min(octets.length(), from + length));
    there.copyTo(padded, 0);
    return Bytes.wrap(padded);
  }

  private static FragmentedMp4Reader reader(Bytes header) {
    try {
      return FragmentedMp4Reader.open(header);
    } catch (MediaFormatException e) {
      throw new AssertionError(e);
    }
  }
}
