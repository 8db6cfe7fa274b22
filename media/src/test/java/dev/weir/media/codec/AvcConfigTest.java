package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvcConfigTest {
  /** x264, Main profile, level 1.2, 160x90, VUI with the timing of 25 fps that is not fixed. */
  private static final Bytes MAIN_SPS =
      Bytes.ofHex("674d400c eca146fc98 08800000 03008000 001907 8a14cb");

  private static final Bytes MAIN_PPS = Bytes.ofHex("68ebecb2");

  private static final Bytes MAIN_AVCC =
      Bytes.ofHex(
          "014d400c ff e1 0017 674d400ceca146fc9808800000030080000019078a14cb 01 0004 68ebecb2");

  @Test
  void parsesAnAvcC() throws MediaFormatException {
    AvcConfigurationRecord configuration = AvcConfigurationRecord.parse(MAIN_AVCC);

    assertThat(configuration.nalLengthBytes()).isEqualTo(4);
    assertThat(configuration.config().spsUnits()).containsExactly(MAIN_SPS);
    assertThat(configuration.config().ppsUnits()).containsExactly(MAIN_PPS);
    assertThat(configuration.config().codecString()).isEqualTo("avc1.4d400c");
    assertThat(configuration.config().sps()).isEqualTo(new AvcSps(77, 0x40, 12, 160, 90, 0));
  }

  @Test
  void takesWhatAnAvcCLeavesOutFromTheFirstSample() throws MediaFormatException {
    Bytes empty = Bytes.ofHex("014d400c ff e0 00");
    Bytes idr = Bytes.ofHex("6588 8400");
    Bytes sample = NalUnits.joinLengthPrefixed(List.of(MAIN_SPS, MAIN_PPS, idr));

    assertThat(AvcConfigurationRecord.parse(empty, sample))
        .isEqualTo(AvcConfigurationRecord.parse(MAIN_AVCC));
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AvcConfigurationRecord.parse(empty))
        .withMessage("SPS: expected at least one, came none");
  }

  @Test
  void writesTheAvcCThatItParsed() throws MediaFormatException {
    assertThat(AvcConfig.parse(MAIN_AVCC).toAvcC()).isEqualTo(MAIN_AVCC);
  }

  @Test
  void writesTheFormatOfHighProfiles() throws MediaFormatException {
    Bytes sps = new SpsBits(110).chroma(2).depth(10, 9).toUnit();

    Bytes avcC = AvcConfig.of(List.of(sps), List.of(MAIN_PPS)).toAvcC();

    assertThat(avcC.slice(avcC.length() - 4)).isEqualTo(Bytes.ofHex("fe fa f9 00"));
    assertThat(AvcConfig.parse(avcC).sps().pixelFormat()).isEqualTo(new PixelFormat(2, 10, 9));
  }

  @Test
  void isEqualByValue() throws MediaFormatException {
    AvcConfig one = AvcConfig.parse(MAIN_AVCC);
    AvcConfig other = AvcConfig.of(List.of(MAIN_SPS), List.of(MAIN_PPS));

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "01 4d400c ff", // no counts
        "01 4d400c fe e1 0004 674d400c 01 0004 68ebecb2", // NAL lengths of 3 octets
        "01 4d400c ff e0 01 0004 68ebecb2", // no SPS
        "01 4d400c ff e1 0017 674d400ceca146fc9808800000030080000019078a14cb 00", // no PPS
        "01 4d400c ff e1 0017 674d400ceca146fc9808800000030080000019078a14cb 01 0009 68", // cut
        "01 4d400c ff e1 0004 68ebecb2 01 0004 68ebecb2", // PPS for an SPS
        "01 4d400c ff e1 0000 01 0004 68ebecb2", // empty SPS
        "01 4d400c ff e1 0004 674d400c 01 0004 68ebecb2" // SPS cut
      })
  void refusesMalformedAvcC(String digits) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AvcConfig.parse(Bytes.ofHex(digits)))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
  }

  @Test
  void refusesOtherVersions() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AvcConfig.parse(Bytes.ofHex("02 4d400c ff")))
        .returns(Kind.UNSUPPORTED, MediaFormatException::kind);
  }

  @Test
  void refusesMoreParameterSetsThanAnAvcCHolds() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AvcConfig.of(Collections.nCopies(32, MAIN_SPS), List.of(MAIN_PPS)))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  @Test
  void refusesParameterSetsThatAnAvcCCannotHold() {
    byte[] longSps = new byte[65_536];
    longSps[0] = 0x67;

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AvcConfig.of(List.of(Bytes.wrap(longSps)), List.of(MAIN_PPS)))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  @Test
  void readsTheIdentityOfPps() throws MediaFormatException {
    assertThat(AvcPps.parse(MAIN_PPS)).isEqualTo(new AvcPps(0, 0));
  }

  @Test
  void readsTheFrontOfSliceHeaders() throws MediaFormatException {
    // ue 0, ue 7 (I), ue 0; then ue 0, ue 5 (P), ue 0
    assertThat(AvcSliceHeader.parse(Bytes.ofHex("6588 80")))
        .isEqualTo(new AvcSliceHeader(0, AvcSliceHeader.SliceType.I, 0));
    assertThat(AvcSliceHeader.parse(Bytes.ofHex("419a 21")))
        .isEqualTo(new AvcSliceHeader(0, AvcSliceHeader.SliceType.P, 0));
  }

  @Test
  void refusesSliceHeadersOfOtherUnits() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AvcSliceHeader.parse(MAIN_PPS));
  }
}
