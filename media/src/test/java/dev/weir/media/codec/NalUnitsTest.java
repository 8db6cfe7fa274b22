package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NalUnitsTest {
  @Property(tries = 200)
  void splitsWhatWasJoined(@ForAll @Size(max = 10) List<@Size(max = 50) byte[]> contents)
      throws MediaFormatException {
    List<Bytes> units = units(contents);

    assertThat(NalUnits.splitLengthPrefixed(NalUnits.joinLengthPrefixed(units), 4))
        .isEqualTo(units);
    assertThat(NalUnits.splitAnnexB(NalUnits.joinAnnexB(units))).isEqualTo(units);
  }

  @Test
  void splitsLengthsOfOneAndTwoOctets() throws MediaFormatException {
    assertThat(NalUnits.splitLengthPrefixed(Bytes.ofHex("02 6501 01 41"), 1))
        .containsExactly(Bytes.ofHex("6501"), Bytes.ofHex("41"));
    assertThat(NalUnits.splitLengthPrefixed(Bytes.ofHex("0002 6501 0001 41"), 2))
        .containsExactly(Bytes.ofHex("6501"), Bytes.ofHex("41"));
  }

  @Test
  void passesOverEmptyUnits() throws MediaFormatException {
    assertThat(NalUnits.splitLengthPrefixed(Bytes.ofHex("00 01 41 00"), 1))
        .containsExactly(Bytes.of(0x41));
    assertThat(NalUnits.splitAnnexB(Bytes.ofHex("000001 000001 41")))
        .containsExactly(Bytes.of(0x41));
  }

  @Test
  void splitsAtBothStartCodesAndPassesOverZeros() throws MediaFormatException {
    assertThat(NalUnits.splitAnnexB(Bytes.ofHex("0000 00000001 0910 000001 65000003 0000")))
        .containsExactly(Bytes.ofHex("0910"), Bytes.ofHex("65000003"));
    assertThat(NalUnits.splitAnnexB(Bytes.EMPTY)).isEmpty();
  }

  @Test
  void refusesLengthsBeyondTheEnd() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> NalUnits.splitLengthPrefixed(Bytes.ofHex("00000002 65"), 4))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> NalUnits.splitLengthPrefixed(Bytes.ofHex("ffffffff 65"), 4));
  }

  @Test
  void refusesStreamsWithoutAStartCode() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> NalUnits.splitAnnexB(Bytes.ofHex("65 000001 41")))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
  }

  @Test
  void refusesMoreUnitsThanAnyAccessUnitHas() {
    byte[] units = new byte[2 * (NalUnits.MAX_UNITS + 1)];
    Arrays.fill(units, (byte) 1);

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> NalUnits.splitLengthPrefixed(Bytes.wrap(units), 1))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  @Test
  void knowsTypes() {
    assertThat(NalUnitType.of(Bytes.of(0x65))).isEqualTo(NalUnitType.IDR_SLICE);
    assertThat(NalUnitType.of(Bytes.of(0x06))).isEqualTo(NalUnitType.SEI);
    assertThat(NalUnitType.of(Bytes.of(0x1F))).isEqualTo(NalUnitType.OTHER);
    assertThat(NalUnitType.of(Bytes.EMPTY)).isEqualTo(NalUnitType.OTHER);
    assertThat(NalUnitType.IDR_SLICE.isPicture()).isTrue();
    assertThat(NalUnitType.SEI.isPicture()).isFalse();
    assertThat(NalUnitType.OTHER.isPicture()).isFalse();
  }

  /** Without zero octets, so that no content looks like a start code. */
  private static List<Bytes> units(List<byte[]> contents) {
    var units = new ArrayList<Bytes>();
    for (byte[] content : contents) {
      byte[] unit = new byte[content.length + 1];
      unit[0] = 0x65;
      for (int i = 0; i < content.length; i++) {
        unit[i + 1] = content[i] == 0 ? 1 : content[i];
      }
      units.add(Bytes.wrap(unit));
    }
    return units;
  }
}
