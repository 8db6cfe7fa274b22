package dev.weir.container.mp4;

import static dev.weir.testkit.DumpAssertions.assertDump;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.CodecConfig;
import dev.weir.testkit.Dump;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as FFmpeg writes them, read by us and by ffprobe: every packet must be the same. */
class Mp4FfmpegTest {
  private static final String FLV = "src/test/resources/flv/bframes.flv";
  private static final String COPY = "-i " + FLV + " -c copy -fflags +bitexact ";
  private static final String PICTURES = "-f lavfi -i testsrc2=s=160x90:r=25 -t 2 -g 25 ";
  private static final String SOUNDS = "-f lavfi -i sine=440:r=48000 -t 2 ";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mp4 -movflags -faststart",
        "mp4 -movflags +faststart",
        "mov -movflags +faststart",
        "mp4 -movflags +frag_keyframe",
        "mp4 -movflags +frag_keyframe+empty_moov",
        "mp4 -movflags +frag_keyframe+empty_moov+separate_moof",
        "mp4 -movflags +frag_keyframe+empty_moov+separate_moof+omit_tfhd_offset",
        "mp4 -movflags +frag_keyframe+delay_moov+default_base_moof",
        "mp4 -movflags +empty_moov -frag_duration 200000",
        "mp4 -movflags +dash+delay_moov+global_sidx",
        "mp4 -video_track_timescale 90000 -output_ts_offset 1.5",
        "mp4 -use_editlist 0",
      })
  void readsWhatFfprobeReads(String how) throws IOException, MediaFormatException {
    String[] formatAndRest = how.split(" ", 2);
    Path file = make(COPY + "-f " + formatAndRest[0] + " " + formatAndRest[1]);

    assertSamePackets(file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "libx265 -preset ultrafast -tag:v hvc1 -x265-params log-level=none | hvc1.1.6.L30.90",
        "libx264 -preset veryfast -x264-params log-level=none:open-gop=1:keyint=12 | avc1.64000b",
        "libaom-av1 -cpu-used 8 -usage realtime | av01.0.00M.08",
        "libvpx-vp9 -deadline realtime -cpu-used 8 | vp09.00.10.08",
      })
  void readsVideo(String codec, String codecString) throws IOException, MediaFormatException {
    Path file = make(PICTURES + "-pix_fmt yuv420p -c:v " + codec + " -f mp4");

    assertThat(codecs(assertSamePackets(file))).containsExactly(codecString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mp4 | -ac 2 -c:a aac | mp4a.40.2",
        "mov | -ac 2 -c:a aac | mp4a.40.2",
        "mov | -ac 2 -c:a libmp3lame | mp4a.40.34",
        "mp4 | -ac 1 -c:a libmp3lame -ar 22050 | mp4a.40.34",
        "mp4 | -ac 2 -c:a libopus | Opus",
        "mp4 | -ac 6 -c:a ac3 | ac-3",
        "mp4 | -ac 6 -c:a eac3 | ec-3",
        "mp4 | -ac 2 -c:a flac | fLaC",
      })
  void readsSound(String format, String codec, String codecString)
      throws IOException, MediaFormatException {
    Path file = make(SOUNDS + codec + " -f " + format);

    assertThat(codecs(assertSamePackets(file))).containsExactly(codecString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mov | -ac 2 -c:a pcm_s16le | sowt | stsd: sample entry sowt",
        "mp4 | -ac 2 -c:a mp2 | mp4a | MP3: layer code 2",
        "mov | -ac 2 -c:a alac | alac | stsd: sample entry alac",
      })
  void saysWhyATrackCannotBeUsed(String format, String codec, String entry, String problem)
      throws IOException, MediaFormatException {
    Path file = make(SOUNDS + codec + " -f " + format);

    Mp4Track track = open(file).tracks().getFirst();

    assertThat(track.media()).isEmpty();
    assertThat(track.format()).isEqualTo(entry);
    assertThat(track.problem()).contains(problem);
  }

  /** Interop: FFmpeg 8.0 adds the longest of them to every pts, which puts pictures 40 ms late. */
  @ParameterizedTest
  @CsvSource({"cmaf, +cmaf+delay_moov, 640", "ismv, +frag_keyframe, 400000"})
  void readsOffsetsBelowZeroAsTheyAre(String format, String flags, int added)
      throws IOException, MediaFormatException {
    Path path =
        make(COPY + "-f " + (format.equals("cmaf") ? "mp4" : format) + " -movflags " + flags);
    Mp4File file = open(path);

    assertThat(times(FfprobePackets.ofReader(file, 1), added))
        .isEqualTo(times(FfprobePackets.ofFfprobe(path).get(1), 0));
    assertThat(FfprobePackets.ofReader(file, 2)).isEqualTo(FfprobePackets.ofFfprobe(path).get(2));
  }

  /**
   * Interop: FFmpeg 8.0 moves a film whose edit begins within a picture to the next one, and keeps
   * a second of sound before it.
   */
  @Test
  void keepsWhatDecodingNeedsBeforeATrimmedBeginning() throws IOException, MediaFormatException {
    Path whole = make(COPY + "-f mp4");
    Path path =
        FfmpegMedia.make(
            folder.resolve("trimmed.mp4"),
            List.of("-ss", "0.6", "-i", whole.toString(), "-c", "copy", "-t", "0.8"));
    Mp4File file = open(path);

    List<Mp4Sample> pictures = TestMovie.samples(file, 1);
    List<Mp4Sample> sounds = TestMovie.samples(file, 2);

    assertThat(times(FfprobePackets.ofReader(file, 1), -368))
        .isEqualTo(times(FfprobePackets.ofFfprobe(path).get(1), 0));
    assertThat(pictures.getFirst())
        .returns(true, Mp4Sample::sync)
        .returns(false, Mp4Sample::shown)
        .returns(-9232L, Mp4Sample::ptsTicks);
    assertThat(pictures.stream().filter(Mp4Sample::shown)).hasSize(23);
    assertThat(sounds.getFirst()).returns(-3939L, Mp4Sample::ptsTicks);
    assertThat(sounds.stream().filter(sample -> !sample.shown())).hasSize(3);
    assertThat(file.tracks().getFirst().startTicks()).isEqualTo(-272);
  }

  /** How a packet is shown, and where it is. */
  private static List<String> times(List<String> packets, int added) {
    return packets.stream()
        .map(packet -> packet.split(" "))
        .map(words -> Long.parseLong(words[1]) + added + " " + words[5] + " " + words[7])
        .toList();
  }

  @Test
  void readsLanguagesNamesRolesAndText() throws IOException, MediaFormatException {
    Path srt =
        Files.writeString(folder.resolve("s.srt"), "1\n00:00:00,500 --> 00:00:01,000\nHello\n\n");
    Path file =
        make(
            "-i "
                + FLV
                + " -i "
                + srt
                + " -map 0:v -map 0:a -map 0:a -map 1 -c copy -c:s mov_text"
                + " -metadata:s:a:0 language=ger -metadata:s:a:0 title=Kommentar"
                + " -metadata:s:a:1 language=pt -metadata:s:s:0 language=eng"
                + " -disposition:a:1 0 -disposition:s:0 hearing_impaired -f mp4");

    Mp4File opened = assertSamePackets(file);

    List<Mp4Track> tracks = opened.tracks();
    assertThat(tracks)
        .extracting(Mp4Track::kind)
        .containsExactly(
            Mp4Track.Kind.VIDEO, Mp4Track.Kind.AUDIO, Mp4Track.Kind.AUDIO, Mp4Track.Kind.TEXT);
    assertThat(tracks.get(1).labels().language()).contains("de");
    assertThat(tracks.get(1).labels().name()).contains("Kommentar");
    assertThat(tracks.get(1).labels().enabled()).isTrue();
    assertThat(tracks.get(2).labels().enabled()).isFalse();
    assertThat(tracks.get(2).labels().alternateGroup())
        .isEqualTo(tracks.get(1).labels().alternateGroup())
        .isPositive();
    assertThat(tracks.get(3).format()).isEqualTo("tx3g");
    assertThat(tracks.get(3).labels().language()).contains("en");
    assertThat(tracks.get(3).labels().roles()).contains("caption");
    assertThat(tracks.get(3).problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"90,270", "180,180", "270,90", "0,0"})
  void readsHowThePictureIsTurned(int counterclockwise, int expected)
      throws IOException, MediaFormatException {
    Path file = make("-display_rotation " + counterclockwise + " " + COPY + "-f mp4");

    PictureShape shape = assertSamePackets(file).tracks().getFirst().shape();

    assertThat(shape.rotationDegrees()).isEqualTo(expected);
    assertThat(shape.mirrored()).isFalse();
    assertThat(shape.width()).isEqualTo(expected % 180 == 0 ? 160 : 90);
    assertThat(shape.height()).isEqualTo(expected % 180 == 0 ? 90 : 160);
  }

  @Test
  void readsMirrorsAndPixelsThatAreNotSquare() throws IOException, MediaFormatException {
    Path file = make("-display_vflip " + COPY + "-aspect 2.35 -f mp4");

    Mp4Track track = assertSamePackets(file).tracks().getFirst();

    assertThat(track.shape().mirrored()).isTrue();
    assertThat(track.media().orElseThrow().pixelAspect().displayWidth(160)).isEqualTo(211);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov"})
  void readsChapters(String format) throws IOException, MediaFormatException {
    Path chapters =
        Files.writeString(
            folder.resolve("chapters.txt"),
            """
            ;FFMETADATA1
            [CHAPTER]
            TIMEBASE=1/1000
            START=0
            END=1000
            title=Das Ödland
            [CHAPTER]
            TIMEBASE=1/1000
            START=1000
            END=2000
            title=Two
            """);
    Path file = make("-i " + FLV + " -i " + chapters + " -map_metadata 1 -c copy -f " + format);

    Mp4File opened = open(file);

    assertThat(opened.tracks()).hasSize(2);
    assertThat(opened.chapters())
        .containsExactly(new Chapter(0, "Das Ödland"), new Chapter(1000, "Two"));
  }

  /** The first OBU of av1C becomes padding, as if there were no sequence header. */
  @Test
  void takesTheSequenceHeaderFromTheFirstSample() throws IOException, MediaFormatException {
    Path file = make(PICTURES + "-pix_fmt yuv420p -c:v libaom-av1 -cpu-used 8 -t 0.2 -f mp4");
    Mp4Track whole = open(file).tracks().getFirst();

    patch(file, "av1C", 4, 0x7A);

    assertThat(open(file).tracks().getFirst().media().orElseThrow().config().codecString())
        .isEqualTo(whole.media().orElseThrow().config().codecString());
  }

  /** The avcC says that it has no parameter sets. */
  @Test
  void takesParameterSetsFromTheFirstSample() throws IOException, MediaFormatException {
    Path file =
        make(
            PICTURES
                + "-c:v libx264 -preset ultrafast -x264-params repeat-headers=1:log-level=none"
                + " -f mp4");
    Mp4Track whole = open(file).tracks().getFirst();

    patch(file, "avcC", 5, 0xE0);
    assertThat(open(file).tracks().getFirst().problem())
        .contains("SPS: expected at least one, came none");
    patch(file, "avc1", -1, '3');

    assertThat(open(file).tracks().getFirst().media()).isEqualTo(whole.media());
  }

  /** Writes one octet, counted from behind the name of a box. */
  private static void patch(Path file, String box, int at, int octet) throws IOException {
    byte[] octets = Files.readAllBytes(file);
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    octets[text.indexOf(box, text.indexOf("stsd")) + box.length() + at] = (byte) octet;
    Files.write(file, octets);
  }

  @Test
  void tellsTracksAndSamples() throws IOException, MediaFormatException {
    Path file = make(COPY + "-video_track_timescale 90000 -f mp4");

    assertDump(dump(open(file)), "mp4/bframes.dump");
  }

  @Test
  void readsNoMoreThanItMust() throws IOException, MediaFormatException {
    Path file = make(COPY + "-f mp4");

    try (var source = new FileSource(file)) {
      Mp4File opened = Mp4File.open(source);
      FfprobePackets.ofReader(opened, 1);

      assertThat(source.bytesRead()).isLessThan(source.lengthBytes() / 5);
    }
  }

  private Path make(String arguments) {
    return FfmpegMedia.make(folder.resolve("file"), List.of(arguments.split(" ")));
  }

  private static Mp4File open(Path file) throws IOException, MediaFormatException {
    return Mp4File.open(new FileSource(file));
  }

  /** Also that each sample of video and sound can be unframed. */
  private static Mp4File assertSamePackets(Path path) throws IOException, MediaFormatException {
    Mp4File file = open(path);
    var packets = FfprobePackets.ofFfprobe(path);
    assertThat(file.note()).isEmpty();
    for (Mp4Track track : file.tracks()) {
      assertThat(track.problem()).isEmpty();
      assertThat(FfprobePackets.ofReader(file, track.id()))
          .as("track %d", track.id())
          .isEqualTo(packets.get(track.id()));
      if (track.media().isPresent()) {
        assertThat(unframed(file, track)).isNotEmpty();
      }
    }
    return file;
  }

  private static List<MediaSample> unframed(Mp4File file, Mp4Track track)
      throws IOException, MediaFormatException {
    var all = new ArrayList<MediaSample>();
    for (Mp4Sample sample : TestMovie.samples(file, track.id())) {
      all.add(file.unframed(track.id(), sample, file.read(sample)).orElseThrow());
    }
    return all;
  }

  private static List<String> codecs(Mp4File file) {
    return file.tracks().stream()
        .map(Mp4Track::media)
        .flatMap(Optional::stream)
        .map(Track::config)
        .map(CodecConfig::codecString)
        .toList();
  }

  private static String dump(Mp4File file) throws IOException, MediaFormatException {
    var text = new StringBuilder();
    for (Mp4Track track : file.tracks()) {
      text.append(Dump.track(track.media().orElseThrow()));
      text.append("%s, %s\n".formatted(track.labels(), track.shape()));
      text.append("from %d to %d\n".formatted(track.startTicks(), track.endTicks()));
      text.append(Dump.samples(unframed(file, track)));
    }
    return text.toString();
  }
}
