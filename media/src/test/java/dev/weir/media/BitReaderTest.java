package dev.weir.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BitReaderTest {
  @Property
  void readsFieldsOfAnyWidth(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 0x7FFF_FFFF) Integer> values)
      throws MediaFormatException {
    var bits = new BitWriter();
    for (int value : values) {
      bits.put(value, width(value));
    }

    var in = new BitReader(bits.toBytes(), "test");

    for (int value : values) {
      assertThat(in.bits(width(value))).isEqualTo(value);
    }
    assertThat(in.bitsRemaining()).isLessThan(8);
  }

  @Property
  void readsExpGolombCodes(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 0x7FFF_FFFE) Integer> values)
      throws MediaFormatException {
    var bits = new BitWriter();
    for (int value : values) {
      bits.ue(value);
    }

    var in = new BitReader(bits.toBytes(), "test");

    for (int value : values) {
      assertThat(in.ue()).isEqualTo(value);
    }
  }

  @Property
  void readsSignedExpGolombCodes(@ForAll @IntRange(min = -0x3FFF_FFFF, max = 0x3FFF_FFFF) int value)
      throws MediaFormatException {
    Bytes code = new BitWriter().se(value).toBytes();

    assertThat(new BitReader(code, "test").se()).isEqualTo(value);
  }

  @Test
  void reads32BitsUnsigned() throws MediaFormatException {
    assertThat(new BitReader(Bytes.ofHex("ffffffff"), "test").bits32()).isEqualTo(0xFFFF_FFFFL);
  }

  @Test
  void refusesToRunPastTheEnd() throws MediaFormatException {
    var in = new BitReader(Bytes.of(0xFF), "thing");
    in.skip(5);

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> in.bits(4))
        .withMessage("thing: needs 4 bits at bit 5, has 3");
    assertThatExceptionOfType(MediaFormatException.class).isThrownBy(() -> in.skip(4));
    assertThat(in.bits(3)).isEqualTo(7);
  }

  @Test
  void refusesExpGolombCodesThatAreTooLong() {
    var in = new BitReader(Bytes.wrap(new byte[20]), "test");

    assertThatExceptionOfType(MediaFormatException.class).isThrownBy(in::ue);
  }

  private static int width(int value) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(value);
  }
}
