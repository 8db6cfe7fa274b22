package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.BitWriter;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.Track;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Av1ConfigTest {
  // libaom, Main profile, level 2.0, 322x182, 8 bits
  private static final Bytes SEQUENCE_HEADER = Bytes.ofHex("0a0b 000000043d06d4daf90040");
  static final Bytes AV1C = Bytes.ofHex("81 00 0c 00 0a0b000000043d06d4daf90040");

  /** The same in 10 bits with the colours of HLG: BT.2020, 18, BT.2020. */
  static final Bytes HLG_AV1C = Bytes.ofHex("81 00 4c 00 0a0e000000043d06d4daf95091209040");

  private static final Bytes DELIMITER = Bytes.ofHex("1200");
  private static final Bytes KEY_FRAME = Bytes.ofHex("3204 10008400");
  private static final Bytes INTER_FRAME = Bytes.ofHex("3204 30008400");

  @Test
  void parsesAnAv1C() throws MediaFormatException {
    Av1Config config = Av1Config.parse(AV1C).orElseThrow();

    assertThat(config.sequenceHeader())
        .isEqualTo(
            new Av1SequenceHeader(
                0, 0, false, 322, 182, 0, PixelFormat.YUV_420_8_BIT, 0, Optional.empty()));
    assertThat(config.codecString()).isEqualTo("av01.0.00M.08");
    assertThat(config.toAv1C()).isEqualTo(AV1C);
  }

  @Test
  void tellsHighDynamicRange() throws MediaFormatException {
    Av1Config config = Av1Config.parse(HLG_AV1C).orElseThrow();

    assertThat(config.colour()).contains(new VideoColour(9, 18, 9, false));
    assertThat(new Track(1, 90_000, config).range()).isEqualTo(VideoRange.HLG);
    assertThat(config.codecString()).isEqualTo("av01.0.00M.10.0.110.09.18.09.0");
    assertThat(config.toAv1C()).isEqualTo(HLG_AV1C);
  }

  @Test
  void readsTimingModelAndOperatingPoints() throws MediaFormatException {
    var bits = new BitWriter().put(0, 3).put(0, 2); // profile, not still, not reduced
    bits.put(1, 1).put(1001, 32).put(60_000, 32).put(1, 1).put(0b010, 3); // two ticks a picture
    bits.put(1, 1).put(9, 5).put(1, 32).put(9, 5).put(9, 5); // decoder model, delays of 10 bits
    bits.put(1, 1).put(1, 5); // display delay, two operating points
    bits.put(0x101, 12).put(13, 5).put(1, 1); // level 5.1, high tier
    bits.put(1, 1).put(0, 10).put(0, 10).put(0, 1); // parameters of the model
    bits.put(1, 1).put(3, 4); // display delay
    bits.put(0x103, 12).put(4, 5).put(0, 1).put(0, 1); // level 3.0, nothing else
    bits.put(11, 4).put(11, 4).put(3839, 12).put(2159, 12);
    bits.put(1, 1).put(0, 4).put(0, 3); // frame ids
    bits.put(0, 3).put(0, 4); // tools
    bits.put(1, 1).put(0, 2).put(0, 1).put(1, 1).put(0, 1).put(1, 1).put(6, 3); // order hints
    bits.put(0, 3); // superres, cdef, restoration
    bits.put(1, 1).put(0, 1).put(1, 1).put(9, 8).put(16, 8).put(9, 8).put(1, 1).put(2, 2);

    Av1SequenceHeader header = Av1SequenceHeader.parse(obu(bits.put(0, 2).toBytes()));

    assertThat(header)
        .isEqualTo(
            new Av1SequenceHeader(
                0,
                13,
                true,
                3840,
                2160,
                60_000 / 2002.0,
                new PixelFormat(1, 10, 10),
                2,
                Optional.of(new VideoColour(9, 16, 9, true))));
    assertThat(new Av1Config(List.of(obu(bits.toBytes())), header).codecString())
        .isEqualTo("av01.0.13H.10.0.112.09.16.09.1");
  }

  @ParameterizedTest
  @CsvSource({
    // profile, depth bits, flags of colour; format, codec string
    "0, 0, 0, 0, 1, 8, av01.0.00M.08", // 4:2:0
    "0, 0, 1, 0, 0, 8, av01.0.00M.08.1.110.01.01.01.0", // monochrome
    "1, 0, 0, 0, 3, 8, av01.1.00M.08.0.000.01.01.01.0", // 4:4:4
    "2, 2, 0, 0, 2, 10, av01.2.00M.10.0.100.01.01.01.0", // 4:2:2
    "2, 3, 0, 0, 3, 12, av01.2.00M.12.0.000.01.01.01.0",
    "2, 3, 0, 2, 2, 12, av01.2.00M.12.0.100.01.01.01.0",
    "2, 3, 0, 3, 1, 12, av01.2.00M.12"
  })
  void readsFormats(
      int profile, int depth, int mono, int subsampling, int chroma, int sampleBits, String codec)
      throws MediaFormatException {
    var bits = reducedUpToColour(profile);
    bits.put(profile == 2 ? depth : 0, profile == 2 ? 2 : 1);
    if (profile != 1) {
      bits.put(mono, 1);
    }
    bits.put(0, 1).put(0, 1); // no description, limited range
    if (sampleBits == 12) {
      bits.put(subsampling > 1 ? subsampling : 0, subsampling > 1 ? 2 : 1);
    }
    bits.put(0, 8);

    Av1SequenceHeader header = Av1SequenceHeader.parse(obu(bits.toBytes()));

    assertThat(header.pixelFormat()).isEqualTo(new PixelFormat(chroma, sampleBits, sampleBits));
    assertThat(new Av1Config(List.of(), header).codecString()).isEqualTo(codec);
  }

  @Test
  void takesRgbForFullRange() throws MediaFormatException {
    var bits = reducedUpToColour(1).put(0, 1).put(1, 1).put(1, 8).put(13, 8).put(0, 8).put(0, 8);

    assertThat(Av1SequenceHeader.parse(obu(bits.toBytes())).colour())
        .contains(new VideoColour(1, 13, 0, true));
  }

  @Test
  void splitsTemporalUnits() throws MediaFormatException {
    Bytes unit = Bytes.concat(List.of(DELIMITER, SEQUENCE_HEADER, KEY_FRAME));
    Bytes unsizedLast = Bytes.ofHex("1200 30 10008400");
    Bytes extended = Bytes.ofHex("16 08 00 36 08 02 1000");

    assertThat(Av1Obus.split(unit)).containsExactly(DELIMITER, SEQUENCE_HEADER, KEY_FRAME);
    assertThat(Av1Obus.split(unsizedLast)).containsExactly(DELIMITER, Bytes.ofHex("30 10008400"));
    assertThat(Av1Obus.split(extended))
        .containsExactly(Bytes.ofHex("16 08 00"), Bytes.ofHex("36 08 02 1000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"82", "0a", "0a05 00", "0a ffffffffffffffff7f", "0a ffffffff7f", "16"})
  void refusesUnitsOfImpossibleSize(String digits) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Av1Obus.split(Bytes.ofHex(digits)))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
  }

  @Test
  void beginsAtAShownKeyFrameBehindASequenceHeader() throws MediaFormatException {
    Av1Config config = Av1Config.parse(AV1C).orElseThrow();
    Bytes hidden = Bytes.ofHex("3204 00008400");
    Bytes existing = Bytes.ofHex("1a01 90");

    assertThat(config.isKeyframe(List.of(SEQUENCE_HEADER, KEY_FRAME))).isTrue();
    assertThat(config.isKeyframe(List.of(DELIMITER, SEQUENCE_HEADER, KEY_FRAME, INTER_FRAME)))
        .isTrue();
    assertThat(config.isKeyframe(List.of(KEY_FRAME))).isFalse();
    assertThat(config.isKeyframe(List.of(SEQUENCE_HEADER, INTER_FRAME))).isFalse();
    assertThat(config.isKeyframe(List.of(SEQUENCE_HEADER, hidden))).isFalse();
    assertThat(config.isKeyframe(List.of(SEQUENCE_HEADER, existing))).isFalse();
    assertThat(config.isKeyframe(List.of(SEQUENCE_HEADER))).isFalse();
    assertThat(config.isKeyframe(List.of(SEQUENCE_HEADER, Bytes.ofHex("3200")))).isFalse();
  }

  @Test
  void leavesDelimitersAndPaddingOutOfSamples() throws MediaFormatException {
    Av1Config config = Av1Config.parse(AV1C).orElseThrow();
    Bytes padding = Bytes.ofHex("7a02 0080");
    Bytes metadata = Bytes.ofHex("2a02 0180");

    assertThat(
            config.sampleUnits(List.of(DELIMITER, SEQUENCE_HEADER, metadata, KEY_FRAME, padding)))
        .containsExactly(SEQUENCE_HEADER, metadata, KEY_FRAME);
    assertThat(config.sampleUnits(List.of(DELIMITER, SEQUENCE_HEADER))).isEmpty();
  }

  @Test
  void takesANewSequenceHeaderOfAKeyframe() throws MediaFormatException {
    Av1Config config = Av1Config.parse(AV1C).orElseThrow();
    Bytes longSize = Bytes.ofHex("0a8b00 000000043d06d4daf90040");
    Bytes other = HLG_AV1C.slice(4);

    assertThat(config.configuredBy(List.of(SEQUENCE_HEADER, KEY_FRAME))).isSameAs(config);
    assertThat(config.configuredBy(List.of(longSize, KEY_FRAME))).isSameAs(config);
    assertThat(config.configuredBy(List.of(KEY_FRAME))).isSameAs(config);
    assertThat(config.configuredBy(List.of(other, KEY_FRAME)))
        .isEqualTo(Av1Config.parse(HLG_AV1C).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "82 00 0c 00 0a0b000000043d06d4daf90040, UNSUPPORTED", // version 2
    "81 00 0c 00 0a0700000004 3d06d4, MALFORMED", // cut
    "81 00 0c 00 0a0b600000043d06d4daf90040, MALFORMED" // profile 3
  })
  void refusesOtherConfigurations(String digits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Av1Config.parse(Bytes.ofHex(digits)))
        .returns(kind, MediaFormatException::kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"81 00 0c 00", "81 00 0c 00 2a0100"}) // nothing, metadata alone
  void takesTheSequenceHeaderOfAKeyframeWhereTheRecordHasNone(String digits)
      throws MediaFormatException {
    assertThat(Av1Config.parse(Bytes.ofHex(digits))).isEmpty();
    assertThat(Av1Config.ofKeyframe(List.of(DELIMITER, SEQUENCE_HEADER, KEY_FRAME)))
        .isEqualTo(Av1Config.parse(AV1C));
    assertThat(Av1Config.ofKeyframe(List.of(SEQUENCE_HEADER, INTER_FRAME))).isEmpty();
    assertThat(Av1Config.ofKeyframe(List.of(KEY_FRAME))).isEmpty();
    assertThat(Av1Config.ofKeyframe(List.of())).isEmpty();
  }

  @Test
  void refusesPicturesOfMoreThan16384Pixels() {
    var wide = new BitWriter().put(0, 3).put(3, 2).put(0, 5).put(15, 4).put(0, 4);
    Bytes header = obu(wide.put(16_384, 16).put(0, 32).toBytes());

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Av1SequenceHeader.parse(header))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  /** The header of a still picture of 2x2 pixels at level 2.0, which has the fewest fields. */
  private static BitWriter reducedUpToColour(int profile) {
    var bits = new BitWriter().put(profile, 3).put(3, 2).put(0, 5);
    return bits.put(0, 4).put(0, 4).put(1, 1).put(1, 1).put(0, 3).put(0, 3);
  }

  private static Bytes obu(Bytes sequenceHeader) {
    return new ByteWriter().u8(0x0A).u8(sequenceHeader.length()).bytes(sequenceHeader).toBytes();
  }
}
