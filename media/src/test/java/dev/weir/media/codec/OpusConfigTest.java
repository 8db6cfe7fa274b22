package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusConfigTest {
  /** FFmpeg's libopus: version 1, stereo, pre-skip 312, 48 kHz, gain 0, family 0. */
  private static final Bytes HEAD = Bytes.ofHex("4f70757348656164 01 02 3801 80bb0000 0000 00");

  /** 5.1: four streams, two of them of two channels, in Vorbis's order. */
  private static final Bytes SURROUND =
      Bytes.ofHex("4f70757348656164 01 06 3801 80bb0000 0000 01 04 02 000401020305");

  @Test
  void readsAnIdentificationHeader() throws MediaFormatException {
    OpusConfig config = OpusConfig.parseHead(HEAD);

    assertThat(config).isEqualTo(new OpusConfig(2, 312, 48_000, 0, 0, Bytes.EMPTY));
    assertThat(config.sampleRate()).isEqualTo(48_000);
    assertThat(config.frameSamples()).isZero();
    assertThat(config.codecString()).isEqualTo("Opus");
    assertThat(config.toHead()).isEqualTo(HEAD);
  }

  @Test
  void turnsTheOctetsForABox() throws MediaFormatException {
    Bytes dOps = OpusConfig.parseHead(HEAD).toDOps();

    assertThat(dOps).isEqualTo(Bytes.ofHex("00 02 0138 0000bb80 0000 00"));
    assertThat(OpusConfig.parse(dOps).toHead()).isEqualTo(HEAD);
  }

  @Test
  void keepsTheMappingOfSurround() throws MediaFormatException {
    OpusConfig config = OpusConfig.parseHead(SURROUND);

    assertThat(config.channels()).isEqualTo(6);
    assertThat(config.mapping()).isEqualTo(Bytes.ofHex("0402 000401020305"));
    assertThat(OpusConfig.parse(config.toDOps())).isEqualTo(config);
    assertThat(config.toHead()).isEqualTo(SURROUND);
  }

  @Test
  void readsANegativeGainAndAHighRate() throws MediaFormatException {
    OpusConfig config =
        OpusConfig.parseHead(Bytes.ofHex("4f70757348656164 01 01 ffff ffffffff 00ff 00"));

    assertThat(config).isEqualTo(new OpusConfig(1, 65_535, 0xFFFF_FFFFL, -256, 0, Bytes.EMPTY));
    assertThat(OpusConfig.parse(config.toDOps())).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "4f70757348656165 01 02 3801 80bb0000 0000 00, MALFORMED", // another magic
    "4f70757348656164 10 02 3801 80bb0000 0000 00, UNSUPPORTED", // version 16
    "4f70757348656164 01 03 3801 80bb0000 0000 00, LIMIT", // three channels in family 0
    "4f70757348656164 01 00 3801 80bb0000 0000 00, LIMIT", // none
    "4f70757348656164 01 09 3801 80bb0000 0000 ff 0900 000102030405060708, LIMIT", // nine
    "4f70757348656164 01 06 3801 80bb0000 0000 01 0402 0004, MALFORMED" // mapping cut
  })
  void refusesOtherHeaders(String digits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> OpusConfig.parseHead(Bytes.ofHex(digits)))
        .returns(kind, MediaFormatException::kind);
  }

  /** Table 2 and §3.2 of RFC 6716. */
  @ParameterizedTest
  @CsvSource({
    "fc, 960", // CELT, 20 ms, one frame: what FFmpeg and OBS send
    "e0, 120", // CELT, 2.5 ms
    "e8, 240",
    "f0, 480",
    "f9, 1920", // two frames of the same length
    "fa, 1920", // two frames
    "00, 480", // SILK, 10 ms
    "08, 960",
    "10, 1920",
    "18, 2880", // SILK, 60 ms
    "60, 480", // hybrid, 10 ms
    "68, 960",
    "fb 03, 2880", // three frames
    "e3 b0, 5760", // 48 frames with padding and of differing length
    "1b 02, 5760"
  })
  void readsTheLengthOfPackets(String digits, int samples) throws MediaFormatException {
    assertThat(OpusPacket.samples(Bytes.ofHex(digits))).isEqualTo(samples);
  }

  @ParameterizedTest
  @CsvSource({"''", "fb", "fb 00", "fb 31", "fb 07", "1b 03"})
  void refusesPacketsOfMoreThan120Milliseconds(String digits) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> OpusPacket.samples(Bytes.ofHex(digits)))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
  }
}
