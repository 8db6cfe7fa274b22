package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.BitWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.Track;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Vp9ConfigTest {
  /** FFmpeg: profile 0, level 1.1, 8 bits, 4:2:0, colours unsaid. */
  static final Bytes VPCC = Bytes.ofHex("01 000000 00 0b 82 02 02 02 0000");

  /** libvpx: marker, profile 0, a shown key frame, sync code, colours unsaid, 322x182. */
  static final Bytes KEY_FRAME = Bytes.ofHex("82 498342 00 1410 0b56 0638241c184a000b905f");

  /** The same in 4:4:4, profile 1. */
  private static final Bytes KEY_FRAME_444 = Bytes.ofHex("a2 498342 00 0282 016a c0c7048383094001");

  @Test
  void readsTheSizeFromAKeyFrame() throws MediaFormatException {
    assertThat(Vp9FrameHeader.parse(KEY_FRAME))
        .isEqualTo(new Vp9FrameHeader(0, 8, 1, false, 322, 182));
    assertThat(Vp9FrameHeader.parse(KEY_FRAME_444))
        .isEqualTo(new Vp9FrameHeader(1, 8, 3, false, 322, 182));
  }

  @Test
  void readsKeyFramesOfManyBits() throws MediaFormatException {
    // profile 3: 12 bits, BT.2020, full range, 4:2:2
    var bits = new BitWriter().put(0b10, 2).put(0b11, 2).put(0, 1).put(0, 2).put(1, 2);
    bits.put(0x498342, 24).put(1, 1).put(5, 3).put(1, 1).put(0b100, 3);
    // RGB, which says nothing of range and subsampling
    var rgb = new BitWriter().put(0b10, 2).put(0b10, 2).put(0, 2).put(1, 2);
    rgb.put(0x498342, 24).put(7, 3).put(0, 1);

    assertThat(Vp9FrameHeader.parse(bits.put(3839, 16).put(2159, 16).toBytes()))
        .isEqualTo(new Vp9FrameHeader(3, 12, 2, true, 3840, 2160));
    assertThat(Vp9FrameHeader.parse(rgb.put(63, 16).put(31, 16).toBytes()))
        .isEqualTo(new Vp9FrameHeader(1, 8, 3, true, 64, 32));
  }

  @Test
  void parsesAVpcC() throws MediaFormatException {
    Vp9Config config = Vp9Config.parse(VPCC, 322, 182);

    assertThat(config).isEqualTo(new Vp9Config(0, 11, 8, 1, Optional.empty(), 322, 182));
    assertThat(config.codecString()).isEqualTo("vp09.00.11.08");
    assertThat(config.toVpcC()).isEqualTo(VPCC);
    assertThat(new Track(1, 90_000, config).range()).isEqualTo(VideoRange.SDR);
  }

  @Test
  void parsesTheRecordWithoutVersionAndFlags() throws MediaFormatException {
    assertThat(Vp9Config.parse(VPCC.slice(4), 322, 182)).isEqualTo(Vp9Config.parse(VPCC, 322, 182));
  }

  @Test
  void namesColoursThatAreNotTheDefault() throws MediaFormatException {
    Bytes hdr = Bytes.ofHex("01 000000 02 1f a3 09 10 09 0000");

    Vp9Config config = Vp9Config.parse(hdr, 1280, 720);

    assertThat(config.codecString()).isEqualTo("vp09.02.31.10.01.09.16.09.01");
    assertThat(new Track(1, 90_000, config).range()).isEqualTo(VideoRange.PQ);
    assertThat(config.toVpcC()).isEqualTo(hdr);
  }

  @ParameterizedTest
  @CsvSource({
    "176, 144, 10",
    "1280, 720, 31",
    "1920, 1080, 40",
    "3840, 2160, 50",
    "16384, 16384, 62"
  })
  void takesALevelFromTheSizeWhereNoneIsSaid(int width, int height, int level)
      throws MediaFormatException {
    Bytes silent = Bytes.ofHex("01 000000 00 00 82 02 02 02 0000");

    assertThat(Vp9Config.parse(silent, width, height).level()).isEqualTo(level);
  }

  @Test
  void beginsAtKeyFrames() throws MediaFormatException {
    Vp9Config config = Vp9Config.parse(VPCC, 322, 182);

    assertThat(config.isKeyframe(List.of(KEY_FRAME))).isTrue();
    assertThat(config.isKeyframe(List.of(Bytes.ofHex("86 0040")))).isFalse(); // inter frame
    assertThat(config.isKeyframe(List.of(Bytes.ofHex("88")))).isFalse(); // shows an existing one
    assertThat(config.isKeyframe(List.of(Bytes.ofHex("02 498342")))).isFalse(); // no marker
    assertThat(config.isKeyframe(List.of(Bytes.EMPTY))).isFalse();
    assertThat(config.isKeyframe(List.of())).isFalse();
  }

  @Test
  void takesANewSizeOfAKeyFrame() throws MediaFormatException {
    Vp9Config config = Vp9Config.parse(VPCC, 322, 182);
    Vp9Config smaller = Vp9Config.parse(VPCC, 160, 90);

    assertThat(config.configuredBy(List.of(KEY_FRAME))).isSameAs(config);
    assertThat(smaller.configuredBy(List.of(KEY_FRAME))).isEqualTo(config);
    assertThat(config.configuredBy(List.of(KEY_FRAME_444)))
        .isEqualTo(new Vp9Config(1, 11, 8, 3, Optional.empty(), 322, 182));
  }

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "02 000000 00 0b 82 02 02 02 0000, UNSUPPORTED", // version 2
    "01 000000 04 0b 82 02 02 02 0000, MALFORMED", // profile 4
    "01 000000 00 0b 92 02 02 02 0000, MALFORMED", // 9 bits
    "00 0b 82 02, MALFORMED" // cut
  })
  void refusesOtherConfigurations(String digits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Vp9Config.parse(Bytes.ofHex(digits), 322, 182))
        .returns(kind, MediaFormatException::kind);
  }

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "82 498343 00 1410 0b56 06, MALFORMED", // sync code
    "86 498342 00 1410 0b56 06, MALFORMED", // no key frame
    "82 498342 00 1410, MALFORMED", // cut
    "82 498342 04 0000 0000 00, LIMIT" // 16,385 pixels across
  })
  void refusesOtherFrames(String digits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Vp9FrameHeader.parse(Bytes.ofHex(digits)))
        .returns(kind, MediaFormatException::kind);
  }

  @Test
  void refusesSizesThatNobodyHas() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Vp9Config.parse(VPCC, 0, 182))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }
}
