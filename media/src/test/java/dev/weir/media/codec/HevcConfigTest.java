package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.Track;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HevcConfigTest {
  // x265, Main profile, level 2, 322x182 out of 328x184, 25 pictures a second
  private static final Bytes VPS = Bytes.ofHex("40010c01ffff016000000300900000030000 03003c959409");
  private static final Bytes SPS =
      Bytes.ofHex(
          "42010101600000030090000003000003003ca00a880c1c44d965654a4c2f01680800"
              + "0003000800000300c840");
  private static final Bytes PPS = Bytes.ofHex("4401c073c189");

  private static final String FRONT =
      "01" // version
          + "01 60000000 900000000000 3c" // profile, compatibility, constraints, level
          + "f000 fc" // segmentation, parallelism
          + "fd f8 f8" // 4:2:0, 8 bits, 8 bits
          + "0000 0f"; // frame rate, one temporal layer, nested, lengths of 4 octets
  private static final String SETS =
      "a00001 001840010c01ffff01600000030090000003000003003c959409a10001 002c"
          + "42010101600000030090000003000003003ca00a880c1c44d965654a4c2f016808000003000800000300c840a20001"
          + " 00064401c073c189";
  static final Bytes HVCC = Bytes.ofHex(FRONT + "03" + SETS);

  /** Main 10 with the colours of HDR10, as ffprobe tells too. */
  private static final Bytes HDR_SPS =
      Bytes.ofHex(
          "42010102200000030090000003000003003ca00a880c1c44cd965654a4c2f016a1220120800000"
              + "03008000000c84");

  private static final Bytes IDR = Bytes.ofHex("2801ac74c2ec");
  private static final Bytes CRA = Bytes.ofHex("2a01ac74c2ec");
  private static final Bytes RASL = Bytes.ofHex("1001ac74c2ec");
  private static final Bytes TRAILING = Bytes.ofHex("0201d0097e10");

  @Test
  void takesWhatAnHvcCLeavesOutFromTheFirstSample() throws MediaFormatException {
    HevcConfigurationRecord whole = HevcConfigurationRecord.parse(HVCC);
    HevcConfig config = whole.config();
    Bytes empty = Bytes.concat(List.of(HVCC.slice(0, 22), Bytes.of(0)));
    List<Bytes> sets =
        Stream.of(config.vpsUnits(), config.spsUnits(), config.ppsUnits())
            .flatMap(List::stream)
            .toList();

    assertThat(HevcConfigurationRecord.parse(empty, NalUnits.joinLengthPrefixed(sets)))
        .isEqualTo(whole);
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> HevcConfigurationRecord.parse(empty))
        .withMessage("VPS: expected at least one, came none");
  }

  @Test
  void parsesAnHvcC() throws MediaFormatException {
    HevcConfigurationRecord configuration = HevcConfigurationRecord.parse(HVCC);

    HevcConfig config = configuration.config();
    assertThat(configuration.nalLengthBytes()).isEqualTo(4);
    assertThat(config.vpsUnits()).containsExactly(VPS);
    assertThat(config.spsUnits()).containsExactly(SPS);
    assertThat(config.ppsUnits()).containsExactly(PPS);
    assertThat(config.codecString()).isEqualTo("hvc1.1.6.L60.90");
    assertThat(config.width()).isEqualTo(322);
    assertThat(config.height()).isEqualTo(182);
    assertThat(config.pixelAspect().displayWidth(config.width())).isEqualTo(322);
    assertThat(config.frameRate()).isEqualTo(25);
    assertThat(new Track(1, 90_000, config).range()).isEqualTo(VideoRange.SDR);
  }

  @Test
  void writesTheHvcCThatItParsed() throws MediaFormatException {
    assertThat(HevcConfig.parse(HVCC).toHvcC()).isEqualTo(HVCC);
  }

  @Test
  void leavesMessagesOut() throws MediaFormatException {
    Bytes withSei = Bytes.ofHex(FRONT + "04" + SETS + "a70001 0003 4e0105");

    assertThat(HevcConfig.parse(withSei).toHvcC()).isEqualTo(HVCC);
  }

  @Test
  void tellsHighDynamicRange() throws MediaFormatException {
    HevcConfig config = HevcConfig.of(List.of(VPS), List.of(HDR_SPS), List.of(PPS));

    assertThat(config.codecString()).isEqualTo("hvc1.2.4.L60.90");
    assertThat(config.colour()).contains(new VideoColour(9, 16, 9, false));
    assertThat(new Track(1, 90_000, config).range()).isEqualTo(VideoRange.PQ);
    assertThat(config.sps().pixelFormat()).isEqualTo(new PixelFormat(1, 10, 10));
  }

  /** The examples of ISO/IEC 14496-15 §E.3, and what encoders write. */
  @ParameterizedTest
  @CsvSource({
    "0, false, 1, 60000000, 0, 93, .1.6.L93",
    "1, false, 1, 60000000, b00000000000, 93, .A1.6.L93.B0",
    "2, false, 1, 60000000, b00000000000, 93, .B1.6.L93.B0",
    "3, true, 2, 20000000, 900800000000, 153, .C2.4.H153.90.8",
    "0, true, 4, 08000000, 9e0800000000, 150, .4.10.H150.9E.8",
    "0, false, 1, 00000000, 000000000001, 30, .1.0.L30.0.0.0.0.0.1"
  })
  void namesProfiles(
      int space,
      boolean highTier,
      int idc,
      String compatibility,
      String constraints,
      int levelIdc,
      String suffix) {
    var profile =
        new HevcProfile(
            space,
            highTier,
            idc,
            Integer.parseUnsignedInt(compatibility, 16),
            Long.parseLong(constraints, 16),
            levelIdc);

    assertThat(profile.codecSuffix()).isEqualTo(suffix);
  }

  @Test
  void beginsAtRandomAccessPoints() throws MediaFormatException {
    HevcConfig config = HevcConfig.parse(HVCC);

    assertThat(config.isKeyframe(List.of(VPS, SPS, PPS, IDR))).isTrue();
    assertThat(config.isKeyframe(List.of(CRA))).isTrue();
    assertThat(config.isKeyframe(List.of(RASL))).isFalse();
    assertThat(config.isKeyframe(List.of(TRAILING))).isFalse();
    assertThat(config.isKeyframe(List.of(SPS))).isFalse();
  }

  @Test
  void leavesOutOfSamplesWhatTheConfigurationSays() throws MediaFormatException {
    HevcConfig config = HevcConfig.parse(HVCC);
    Bytes delimiter = Bytes.ofHex("460150");
    Bytes filler = Bytes.ofHex("4c01ffff80");
    Bytes otherPps = Bytes.ofHex("4401c073c18a");

    assertThat(config.sampleUnits(List.of(delimiter, VPS, SPS, PPS, otherPps, IDR, filler)))
        .containsExactly(delimiter, otherPps, IDR);
    assertThat(config.sampleUnits(List.of(VPS, SPS, PPS))).isEmpty();
  }

  @Test
  void takesNewParameterSetsOfAKeyframe() throws MediaFormatException {
    HevcConfig config = HevcConfig.parse(HVCC);

    assertThat(config.configuredBy(List.of(VPS, SPS, PPS, IDR))).isSameAs(config);
    assertThat(config.configuredBy(List.of(IDR))).isSameAs(config);
    assertThat(config.configuredBy(List.of(VPS, HDR_SPS, PPS, IDR)))
        .isEqualTo(HevcConfig.of(List.of(VPS), List.of(HDR_SPS), List.of(PPS)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        FRONT, // no arrays
        FRONT + "00", // none at all
        FRONT + "01 a00001 0018 40010c01ffff01600000030090000003000003003c959409", // VPS alone
        FRONT + "03 a00001 0003 4401c0 a10001 0003 4401c0 a20001 0003 4401c0", // PPS for all
        FRONT + "01 a10001 0000", // empty unit
        FRONT + "01 a10002 0003 420101 00" // cut
      })
  void refusesMalformedHvcC(String digits) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> HevcConfig.parse(Bytes.ofHex(digits)))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
  }

  @Test
  void refusesOtherFramingVersionsAndMasses() {
    byte[] threeOctets = HVCC.toArray();
    threeOctets[21] = 0x0e;
    byte[] otherVersion = HVCC.toArray();
    otherVersion[0] = 2;
    Bytes many = Bytes.ofHex(FRONT + "01 a00200" + "0000".repeat(512));

    assertRefused(() -> HevcConfig.parse(Bytes.wrap(threeOctets)), Kind.MALFORMED);
    assertRefused(() -> HevcConfig.parse(Bytes.wrap(otherVersion)), Kind.UNSUPPORTED);
    assertRefused(() -> HevcConfig.parse(many), Kind.LIMIT);
    assertRefused(
        () -> HevcConfig.of(List.of(VPS), Collections.nCopies(17, SPS), List.of(PPS)), Kind.LIMIT);
  }

  private static void assertRefused(ThrowingCallable parse, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(parse)
        .returns(kind, MediaFormatException::kind);
  }
}
