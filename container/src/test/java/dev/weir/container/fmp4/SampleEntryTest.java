package dev.weir.container.fmp4;

import static dev.weir.testkit.DumpAssertions.assertDump;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.container.FlvFixture;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.Ac3Config;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.Av1Config;
import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.ContentLight;
import dev.weir.media.codec.Eac3Config;
import dev.weir.media.codec.FlacConfig;
import dev.weir.media.codec.HevcConfig;
import dev.weir.media.codec.MasteringDisplay;
import dev.weir.media.codec.MasteringDisplay.Point;
import dev.weir.media.codec.Mp3Config;
import dev.weir.media.codec.OpusConfig;
import dev.weir.media.codec.VideoColour;
import dev.weir.media.codec.VideoConfig;
import dev.weir.media.codec.VideoRange;
import dev.weir.media.codec.Vp9Config;
import dev.weir.testkit.BoxDump;
import dev.weir.testkit.Mutations;
import dev.weir.testkit.ParserOracle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample entries of all codecs but H.264 and AAC, with configurations as FFmpeg makes them. */
class SampleEntryTest {
  private static final int MUTATIONS = 2_000;
  private static final Bytes VPS = Bytes.ofHex("40010c01ffff01600000030090000003000003003c959409");
  private static final Bytes SPS =
      Bytes.ofHex(
          "42010101600000030090000003000003003ca00a880c1c44d965654a4c2f01680800"
              + "0003000800000300c840");
  private static final Bytes PPS = Bytes.ofHex("4401c073c189");
  private static final Bytes IDR = Bytes.ofHex("2801ac74c2ec");

  private final Map<String, CodecConfig> configs;

  SampleEntryTest() throws MediaFormatException {
    configs =
        Map.of(
            "hevc",
            HevcConfig.of(List.of(VPS), List.of(SPS), List.of(PPS)),
            "av1",
            Av1Config.parse(Bytes.ofHex("81004c00 0a0e000000043d06d4daf95091209040")).orElseThrow(),
            "vp9",
            Vp9Config.parse(Bytes.ofHex("01000000 000b820202020000"), 322, 182),
            "opus",
            OpusConfig.parse(Bytes.ofHex("0002 0138 0000bb80 0000 00")),
            "ac3",
            Ac3Config.parse(Bytes.ofHex("101140")),
            "eac3",
            Eac3Config.parse(Bytes.ofHex("0e00 200f00")),
            "flac",
            FlacConfig.ofStreamInfo(
                Bytes.ofHex("12001200 000000 00004a 0bb802f0 00000000" + "00".repeat(16))),
            "mp3",
            new Mp3Config(22_050, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hevc", "av1", "vp9", "opus", "ac3", "eac3", "flac", "mp3"})
  void writesAndReadsHeaders(String name) throws MediaFormatException {
    Track track = track(name);

    Bytes header = CmafWriter.header(track);

    assertDump(sampleTable(header), "fmp4/%s-entry.dump".formatted(name));
    assertThat(FragmentedMp4Reader.open(header).tracks()).containsExactly(track);
  }

  @Test
  void writesAndReadsHighDynamicRange() throws MediaFormatException {
    var display =
        new MasteringDisplay(
            new Point(35_400, 14_600),
            new Point(8_500, 39_850),
            new Point(6_550, 2_300),
            new Point(15_635, 16_450),
            10_000_000,
            50);
    var colours =
        new ColourDescription(
            Optional.empty(), Optional.of(display), Optional.of(new ContentLight(1000, 400)));
    var track = new Track(1, 90_000, track("hevc").config(), colours);

    Bytes header = CmafWriter.header(track);

    assertThat(BoxDump.of(header))
        .contains("mdcv 32 21349baa199608fc8a4839083d134042" + "0098968000000032")
        .contains("clli 12 03e80190");
    assertThat(FragmentedMp4Reader.open(header).tracks()).containsExactly(track);
  }

  @Test
  void writesColoursThatTheCodecDoesNotSay() throws MediaFormatException {
    var told = Optional.of(new VideoColour(9, 16, 9, false));
    var colours = new ColourDescription(told, Optional.empty(), Optional.empty());
    CodecConfig plain = FlvFixture.named("baseline").track(1).config();
    var track = new Track(1, 90_000, plain, colours);

    Bytes header = CmafWriter.header(track);

    assertThat(BoxDump.of(header)).contains("colr 19 6e636c7800090010000900");
    assertThat(FragmentedMp4Reader.open(header).tracks()).containsExactly(track);
    assertThat(track.range()).isEqualTo(VideoRange.PQ);
  }

  @Test
  void writesThePreRollOfOpus() {
    var sample = new MediaSample(1, 0, 0, 960, true, List.of(Bytes.of(0xfc, 1, 2)));

    Bytes fragment = CmafWriter.fragment(1, track("opus"), 0, List.of(sample, sample));

    assertDump(BoxDump.of(fragment), "fmp4/opus-fragment.dump");
  }

  @Test
  void writesUnitsOfAv1AsTheyAre() {
    Bytes sequenceHeader = Bytes.ofHex("0a0e000000043d06d4daf95091209040");
    Bytes frame = Bytes.ofHex("3204 10008400");
    var sample = new MediaSample(1, 0, 0, 40, true, List.of(sequenceHeader, frame));

    String dump = BoxDump.of(CmafWriter.fragment(1, track("av1"), 0, List.of(sample)));

    assertThat(dump).endsWith("mdat 30 0a0e000000043d06d4daf95091209040320410008400\n");
  }

  @Test
  void takesParameterSetsOutOfSamplesThatRepeatThem() throws MediaFormatException {
    Track track = track("hevc");
    var sample = new MediaSample(1, 0, 0, 40, true, List.of(VPS, SPS, PPS, IDR));
    Bytes fragment = CmafWriter.fragment(1, track, 0, List.of(sample));

    List<MediaSample> read =
        FragmentedMp4Reader.open(named("hvc1", "hev1", CmafWriter.header(track))).read(fragment);

    assertThat(read).hasSize(1);
    assertThat(read.getFirst().units()).containsExactly(IDR);
  }

  @Test
  void refusesSamplesWithoutAPicture() {
    Track track = track("hevc");
    var sample = new MediaSample(1, 0, 0, 40, true, List.of(VPS));
    Bytes fragment = CmafWriter.fragment(1, track, 0, List.of(sample));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> FragmentedMp4Reader.open(CmafWriter.header(track)).read(fragment))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
  }

  @Test
  void refusesOtherEntries() {
    Bytes vvc = named("hvc1", "vvc1", CmafWriter.header(track("hevc")));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> FragmentedMp4Reader.open(vvc))
        .withMessage("stsd: sample entry vvc1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hevc", "av1", "vp9", "opus", "ac3", "eac3", "flac", "mp3"})
  void withstandsMutations(String name) {
    var mutations = new Mutations(CmafWriter.header(track(name)), 1);
    int accepted = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      accepted += ParserOracle.accepts(FragmentedMp4Reader::open, mutations.next()) ? 1 : 0;
    }

    assertThat(accepted).isBetween(MUTATIONS / 50, MUTATIONS * 49 / 50);
  }

  private Track track(String name) {
    CodecConfig config = configs.get(name);
    return switch (config) {
      case VideoConfig video -> new Track(1, 90_000, video);
      case AudioConfig audio -> new Track(1, audio.sampleRate(), audio);
    };
  }

  /** The same with another name of the sample entry. */
  private static Bytes named(String from, String to, Bytes header) {
    byte[] octets = header.toArray();
    for (int i = 0; i + 4 <= octets.length; i++) {
      if (header.slice(i, i + 4).equals(Bytes.wrap(from.getBytes(US_ASCII)))) {
        System.arraycopy(to.getBytes(US_ASCII), 0, octets, i, 4);
      }
    }
    return Bytes.wrap(octets);
  }

  private static String sampleTable(Bytes header) {
    return BoxDump.of(header)
        .lines()
        .dropWhile(line -> !line.contains("stbl"))
        .takeWhile(line -> !line.contains("mvex"))
        .map(line -> line.substring(8))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
