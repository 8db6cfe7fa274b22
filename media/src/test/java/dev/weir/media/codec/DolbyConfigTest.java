package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.BitWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DolbyConfigTest {
  /** FFmpeg: 48 kHz, bsid 8, stereo, 192 kbit/s; its frame, and its dac3. */
  static final Bytes AC3_FRAME = Bytes.ofHex("0b77 fe95 14 40 43 e106f4");

  static final Bytes DAC3 = Bytes.ofHex("101140");

  /** FFmpeg: 48 kHz, bsid 16, 5.1 at 448 kbit/s. */
  static final Bytes DEC3 = Bytes.ofHex("0e00 20 0f 00");

  private static final Bytes EAC3_FRONT = Bytes.ofHex("0b77 037f 3f 87 c0 0020f820");
  private static final int EAC3_FRAME_OCTETS = 1792;

  @Test
  void readsAc3() throws MediaFormatException {
    Ac3Config config = Ac3Config.ofFrame(AC3_FRAME);

    assertThat(config).isEqualTo(new Ac3Config(0, 8, 0, 2, false, 10));
    assertThat(config.toDac3()).isEqualTo(DAC3);
    assertThat(Ac3Config.parse(DAC3)).isEqualTo(config);
    assertThat(config.sampleRate()).isEqualTo(48_000);
    assertThat(config.channels()).isEqualTo(2);
    assertThat(config.frameSamples()).isEqualTo(1536);
    assertThat(config.codecString()).isEqualTo("ac-3");
  }

  @ParameterizedTest
  @CsvSource({
    // acmod, bits of mix levels before lfeon, channels
    "0, 0, 3",
    "1, 0, 2",
    "2, 2, 3",
    "3, 2, 4",
    "4, 2, 4",
    "5, 4, 5",
    "6, 2, 5",
    "7, 4, 6"
  })
  void findsTheLowFrequenciesBehindTheMixLevels(int acmod, int mixBits, int channels)
      throws MediaFormatException {
    var bits = new BitWriter().put(0x0B77, 16).put(0, 16).put(1, 2).put(28, 6);
    bits.put(8, 5).put(0, 3).put(acmod, 3).put(0, mixBits).put(1, 1);

    Ac3Config config = Ac3Config.ofFrame(bits.toBytes());

    assertThat(config.lfe()).isTrue();
    assertThat(config.channels()).isEqualTo(channels);
    assertThat(config.sampleRate()).isEqualTo(44_100);
    assertThat(Ac3Config.parse(config.toDac3())).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "0b78 fe95 14 40 43, MALFORMED", // sync word
    "0b77 fe95 d4 40 43, MALFORMED", // fscod 3
    "0b77 fe95 26 40 43, MALFORMED", // frmsizecod 38
    "0b77 fe95 14 80 43, UNSUPPORTED" // bsid 16: E-AC-3
  })
  void refusesOtherAc3(String digits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Ac3Config.ofFrame(Bytes.ofHex(digits)))
        .returns(kind, MediaFormatException::kind);
  }

  @Test
  void readsEac3() throws MediaFormatException {
    Eac3Config config = Eac3Config.ofAccessUnit(padded(EAC3_FRONT));

    assertThat(config)
        .isEqualTo(
            new Eac3Config(
                448, List.of(new Eac3Substream(0, 16, false, 0, 7, true, 0, 0)), Bytes.EMPTY));
    assertThat(config.toDec3()).isEqualTo(DEC3);
    assertThat(Eac3Config.parse(DEC3)).isEqualTo(config);
    assertThat(config.sampleRate()).isEqualTo(48_000);
    assertThat(config.channels()).isEqualTo(6);
    assertThat(config.frameSamples()).isEqualTo(1536);
    assertThat(config.codecString()).isEqualTo("ec-3");
  }

  @Test
  void addsTheChannelsOfDependentSubstreams() throws MediaFormatException {
    // strmtyp 1, 3/2 without LFE; chanmap: left and right surround, and the rear pair
    Bytes dependent =
        padded(front(1, 0, 3, 7).put(0, 5).put(0, 1).put(1, 1).put(0x1A00, 16).toBytes());
    Bytes accessUnit = Bytes.concat(List.of(padded(EAC3_FRONT), dependent));

    Eac3Config config = Eac3Config.ofAccessUnit(accessUnit);

    Eac3Substream substream = config.substreams().getFirst();
    assertThat(substream.dependents()).isEqualTo(1);
    assertThat(substream.channelLocations()).isEqualTo(0b10); // Lrs/Rrs, table F.6.1
    assertThat(config.channels()).isEqualTo(8);
    assertThat(config.dataRate()).isEqualTo(896);
    assertThat(config.toDec3()).isEqualTo(Bytes.ofHex("1c00 20 0f 02 02"));
    assertThat(Eac3Config.parse(config.toDec3())).isEqualTo(config);
  }

  @Test
  void keepsTheMarkOfAtmos() throws MediaFormatException {
    Bytes dec3 = Bytes.ofHex("0e00 20 0f 00 01 10");

    assertThat(Eac3Config.parse(dec3).extension()).isEqualTo(Bytes.of(1, 16));
    assertThat(Eac3Config.parse(dec3).toDec3()).isEqualTo(dec3);
  }

  @Test
  void refusesOtherEac3() {
    Bytes whole = padded(EAC3_FRONT);
    Bytes dependent = padded(front(1, 0, 3, 7).put(0, 7).toBytes());

    assertRefused(Bytes.EMPTY, Kind.MALFORMED);
    assertRefused(whole.slice(0, EAC3_FRAME_OCTETS - 1), Kind.MALFORMED);
    assertRefused(dependent, Kind.MALFORMED); // depends on nothing
    assertRefused(Bytes.concat(Collections.nCopies(9, whole)), Kind.MALFORMED);
    assertRefused(padded(front(3, 0, 3, 7).toBytes()), Kind.MALFORMED); // reserved strmtyp
    assertRefused(padded(front(0, 3, 0, 7).toBytes()), Kind.UNSUPPORTED); // 24 kHz
    assertRefused(padded(front(0, 0, 0, 7).put(0, 7).toBytes()), Kind.MALFORMED); // one block
  }

  private static void assertRefused(Bytes accessUnit, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Eac3Config.ofAccessUnit(accessUnit))
        .returns(kind, MediaFormatException::kind);
  }

  /** Up to bsid 16, of a frame of 1,792 octets without LFE. */
  private static BitWriter front(int streamType, int fscod, int blocksCode, int acmod) {
    var bits = new BitWriter().put(0x0B77, 16).put(streamType, 2).put(0, 3).put(895, 11);
    return bits.put(fscod, 2).put(blocksCode, 2).put(acmod, 3).put(0, 1).put(16, 5);
  }

  private static Bytes padded(Bytes front) {
    return Bytes.wrap(Arrays.copyOf(front.toArray(), EAC3_FRAME_OCTETS));
  }
}
