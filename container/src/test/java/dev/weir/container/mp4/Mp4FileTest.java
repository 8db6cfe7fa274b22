package dev.weir.container.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.container.box.BoxWriter;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.testkit.ParserOracle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as FFmpeg does not write them: rare boxes, and broken ones. */
class Mp4FileTest {
  @Test
  void readsCompactSizes() throws MediaFormatException {
    for (int bits : List.of(4, 8, 16)) {
      var movie = TestMovie.of(5);
      movie
          .without("stsz")
          .box("stco", boxes -> boxes.fullBox("stz2", 0, 0, out -> compactSizes(out, bits)));
      movie.box("stss", boxes -> boxes.fullBox("stco", 0, 0, out -> movie.chunks(out, 4)));

      assertThat(sizes(movie.file())).as("%d bits", bits).containsExactly(10, 11, 12, 13, 14);
    }
  }

  private static void compactSizes(ByteWriter out, int bits) {
    out.u24(0).u8(bits).u32(5);
    switch (bits) {
      case 4 -> out.u8(0xAB).u8(0xCD).u8(0xE0);
      case 8 -> out.u8(10).u8(11).u8(12).u8(13).u8(14);
      default -> out.u16(10).u16(11).u16(12).u16(13).u16(14);
    }
  }

  @Test
  void readsOffsetsOf64Bits() throws MediaFormatException {
    var movie = TestMovie.of(5);
    movie.box("stco", boxes -> boxes.fullBox("co64", 0, 0, out -> movie.chunks(out, 8)));

    List<Mp4Sample> samples = samples(movie.file());

    assertThat(samples).extracting(Mp4Sample::offset).containsExactly(24L, 34L, 45L, 57L, 70L);
    assertThat(samples)
        .extracting(Mp4Sample::dtsTicks)
        .containsExactly(0L, 1024L, 2048L, 3072L, 4096L);
  }

  @Test
  void passesOverBoxesThatItDoesNotKnow() throws MediaFormatException {
    Bytes front =
        Bytes.ofHex(
            "00000010 66747970 69736f6d 00000200"
                + "00000009 66726565 00"
                + "0000000c 75756964 00000000"
                + "00000001 6d646174 0000000000000014 01020304"
                + "00000008 7769 6465");

    assertThat(sizes(TestMovie.of(4).front(front).file())).containsExactly(10, 11, 12, 13);
  }

  @Test
  void takesTheLastBoxToTheEnd() throws MediaFormatException {
    var movie = TestMovie.of(2);
    Bytes moov = movie.moov();
    Bytes mdat = Bytes.ofHex("00000000 6d646174" + "00".repeat(30));
    Bytes front = Bytes.concat(List.of(Bytes.ofHex("00000008 66747970"), moov));
    Bytes file = Bytes.concat(List.of(movie.front(front).moov(), mdat));

    assertThat(sizes(file)).containsExactly(10, 11);
  }

  @ParameterizedTest
  @CsvSource({
    "'', is empty",
    "'Dear diary, today I renamed a file', is no MP4 or QuickTime file",
    "'#EXTM3U', is no MP4 or QuickTime file",
  })
  void refusesWhatIsNoMp4(String text, String reason) {
    Bytes file = Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> TestMovie.open(file))
        .withMessageContaining(reason);
  }

  @Test
  void saysThatMoovIsMissing() {
    Bytes file = TestMovie.of(3).file();

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> TestMovie.open(file.slice(0, 50)))
        .withMessage("file: the file has no moov box: it is truncated or still being written");
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> TestMovie.open(file.slice(0, file.length() - 3)))
        .withMessage("moov: is cut off: the file is truncated or still being written");
  }

  @Test
  void saysThatItsInitializationIsMissing() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> TestMovie.open(Bytes.ofHex("00000030 6d6f6f66" + "00".repeat(40))))
        .withMessageContaining("its initialization is missing");
  }

  @Test
  void readsUpToWhereAFileIsCutOff() throws MediaFormatException {
    var movie = TestMovie.of(5);
    Bytes moov = movie.moov();
    Bytes front = Bytes.concat(List.of(Bytes.ofHex("00000008 66747970"), moov));
    Bytes whole =
        Bytes.concat(
            List.of(
                movie.front(front).moov().slice(0, 0),
                Bytes.ofHex("00000008 66747970"),
                movie.moov(),
                Bytes.ofHex("00000044 6d646174" + "00".repeat(60))));

    Mp4File file = TestMovie.open(whole.slice(0, whole.length() - 20));

    assertThat(file.note().orElseThrow()).startsWith("the file is cut off: its last box mdat");
    assertThat(TestMovie.samples(file, 2)).hasSize(3);
  }

  @Test
  void refusesTablesThatTheirBoxesCannotHold() {
    for (String table : List.of("stts", "ctts", "stsc", "stco", "stss")) {
      var movie =
          TestMovie.of(3)
              .box(table, boxes -> boxes.fullBox(table, 0, 0, out -> out.u32(0x8000_0000L)));

      assertThat(problem(movie.file())).as(table).contains(table + ": 2147483648 entries");
    }
  }

  /** A file of 300 octets that says it has two milliards of samples. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void refusesSizesWithoutEnd(long oneSize) {
    Bytes file =
        TestMovie.of(3)
            .box(
                "stsz",
                boxes -> boxes.fullBox("stsz", 0, 0, out -> out.u32(oneSize).u32(0x8000_0000L)))
            .file();

    assertThat(ParserOracle.accepts(TestMovie::open, file)).isTrue();
    assertThat(problem(file)).contains("stsz: 2147483648");
  }

  @Test
  void refusesSamplesThatOverlap() throws MediaFormatException {
    Bytes file =
        TestMovie.of(3)
            .box("stsz", boxes -> boxes.fullBox("stsz", 0, 0, out -> out.u32(30).u32(1 << 20)))
            .box(
                "stsc",
                boxes -> boxes.fullBox("stsc", 0, 0, out -> out.u32(1).u32(1).u32(1).u32(1)))
            .box(
                "stco",
                boxes ->
                    boxes.fullBox(
                        "stco",
                        0,
                        0,
                        out -> {
                          out.u32(1000);
                          for (int i = 0; i < 1000; i++) {
                            out.u32(24);
                          }
                        }))
            .file();

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> samples(file))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  @Test
  void delaysAndTrims() throws MediaFormatException {
    // nothing for 100 ms, then 50 ms of the media from tick 2000 on, at 44,100 a second
    List<Mp4Sample> samples = samples(TestMovie.of(8).edits(100, -1, 50, 2000).file());

    assertThat(samples)
        .extracting(Mp4Sample::ptsTicks)
        .containsExactly(2410L, 3434L, 4458L, 5482L, 6506L);
    assertThat(samples).extracting(Mp4Sample::shown).containsExactly(false, true, true, true, true);
  }

  @Test
  void joinsEditsThatFollowOneAnother() throws MediaFormatException {
    Bytes file = TestMovie.of(8).edits(0, -1, 100, 1024, 23, 1024 + 4410, 10, -1).file();

    assertThat(samples(file)).extracting(Mp4Sample::ptsTicks).startsWith(-1024L, 0L).hasSize(7);
  }

  @Test
  void playsAllWhereAnEditHasNoEnd() throws MediaFormatException {
    assertThat(samples(TestMovie.of(8).edits(0, 1024).file()))
        .extracting(Mp4Sample::shown)
        .containsExactly(false, true, true, true, true, true, true, true);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesPiecesOfATrack(boolean hasPause) {
    var movie =
        hasPause
            ? TestMovie.of(8).edits(50, 0, 50, -1, 50, 2205)
            : TestMovie.of(8).edits(50, 0, 50, 5000);

    assertThat(problem(movie.file())).contains("shows several pieces of the track");
  }

  @Test
  void beginsAtTheSyncSampleBeforeTheFirstThatIsShown() throws MediaFormatException {
    var movie = new TestMovie();
    movie
        .samples(
            List.of(
                picture(0, true),
                picture(0, false),
                picture(512, true),
                picture(-512, false),
                picture(0, false)))
        .box("hdlr", boxes -> boxes.fullBox("hdlr", 0, 0, out -> TestMovie.handler(out, "vide")));

    assertThat(samples(movie.edits(0, 2048 + 512).file())).hasSize(3);
    // what is shown first comes behind the next keyframe, but needs the one before
    assertThat(samples(movie.edits(0, 2100).file())).hasSize(5);
  }

  private static TestMovie.Sample picture(int compositionTicks, boolean sync) {
    return new TestMovie.Sample(1024, compositionTicks, 20, sync);
  }

  @ParameterizedTest
  @CsvSource({
    "0x15C7, en",
    "0x1CB2, de",
    "0x55C4, ",
    "0x7FFF, ",
    "0, ",
    "2, de",
    "33, zh-Hans",
    "0x1EC8, gvh",
    "1000, ",
  })
  void readsLanguages(String code, String tag) throws MediaFormatException {
    var movie = TestMovie.of(3);
    movie.box(
        "mdhd",
        boxes -> boxes.fullBox("mdhd", 0, 0, out -> movie.mediaHeader(out, Integer.decode(code))));

    assertThat(language(movie.file())).isEqualTo(Optional.ofNullable(tag));
  }

  @ParameterizedTest
  @CsvSource({"en-GB, en-GB", "deu-CH, de-CH", "zh-Hant-TW, zh-Hant-TW", "not a tag, en"})
  void prefersExtendedLanguages(String tag, String expected) throws MediaFormatException {
    var movie = TestMovie.of(3);
    movie
        .box("mdhd", boxes -> boxes.fullBox("mdhd", 0, 0, out -> movie.mediaHeader(out, 0x15C7)))
        .box("elng", boxes -> boxes.fullBox("elng", 0, 0, out -> out.utf8(tag).u8(0)));

    assertThat(language(movie.file())).contains(expected);
  }

  @Test
  void readsSoundOfQuickTime() throws MediaFormatException {
    Bytes plain = TestMovie.of(3).stsd();
    Bytes front = plain.slice(8, 8 + 36); // the entry up to its boxes
    Bytes esds = plain.slice(8 + 36);
    var wave = new BoxWriter();
    wave.container(
        "wave",
        () -> {
          wave.box("frma", out -> out.fourCc("mp4a"));
          wave.box("enda", out -> out.bytes(esds.slice(0, 0)).u16(0));
        });
    Bytes inWave = Bytes.concat(List.of(wave.toBytes().slice(8), esds, Bytes.ofHex("00000000")));
    Bytes atom =
        Bytes.concat(
            List.of(new ByteWriter().u32(8L + inWave.length()).fourCc("wave").toBytes(), inWave));
    Bytes entry =
        Bytes.concat(
            List.of(
                front.slice(4, 16),
                Bytes.of(0, 1),
                front.slice(18),
                Bytes.wrap(new byte[16]),
                atom));
    Bytes stsd =
        Bytes.concat(
            List.of(plain.slice(0, 8), new ByteWriter().u32(4L + entry.length()).toBytes(), entry));

    Mp4File file =
        open(TestMovie.of(3).box("stsd", boxes -> boxes.box("stsd", out -> out.bytes(stsd))));

    assertThat(file.tracks().getFirst().media().orElseThrow().config())
        .isEqualTo(TestMovie.of(3).track.config());
  }

  @Test
  void saysThatTheMediaAreElsewhere() {
    Consumer<BoxWriter> dinf =
        boxes ->
            boxes.container(
                "dinf",
                () ->
                    boxes.fullBox(
                        "dref",
                        0,
                        0,
                        out -> {
                          out.u32(1);
                          boxes.fullBox("url ", 0, 0, url -> url.utf8("file:///etc/passwd").u8(0));
                        }));

    assertThat(problem(TestMovie.of(3).box("dinf", dinf).file())).contains("in another file");
  }

  @Test
  void saysThatATrackHasNoSamples() {
    assertThat(problem(TestMovie.of(0).file())).contains("has no samples");
  }

  @Test
  void readsOtherTracksWhereOneIsBroken() throws MediaFormatException {
    Mp4File file = open(TestMovie.of(3).without("mdhd"));

    assertThat(file.tracks().getFirst().problem()).contains("mdia: expected a box mdhd");
    assertThat(file.endMicros()).isZero();
  }

  private static Mp4File open(TestMovie movie) throws MediaFormatException {
    return TestMovie.open(movie.file());
  }

  private static Optional<String> language(Bytes file) throws MediaFormatException {
    return TestMovie.open(file).tracks().getFirst().labels().language();
  }

  private static List<Mp4Sample> samples(Bytes file) throws MediaFormatException {
    Mp4File opened = TestMovie.open(file);
    return TestMovie.samples(opened, opened.tracks().getFirst().id());
  }

  private static List<Integer> sizes(Bytes file) throws MediaFormatException {
    return samples(file).stream().map(Mp4Sample::sizeBytes).toList();
  }

  private static String problem(Bytes file) {
    try {
      return TestMovie.open(file).tracks().getFirst().problem().orElse("none");
    } catch (MediaFormatException e) {
      return e.getMessage();
    }
  }
}
