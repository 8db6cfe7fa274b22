package dev.weir.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
  @Property
  void readsWhatTheWriterWrites(
      @ForAll byte octet, @ForAll short two, @ForAll int four, @ForAll long eight)
      throws MediaFormatException {
    Bytes written =
        new ByteWriter(1)
            .u8(octet)
            .u16(two)
            .u24(four)
            .u24(four)
            .u32(four)
            .u32(four)
            .u64(eight)
            .f64((double) eight)
            .zeros(2)
            .utf8("ö")
            .fourCc("moov")
            .bytes(Bytes.of(1, 2))
            .toBytes();

    ByteReader in = written.reader("test");

    assertThat(in.u8()).isEqualTo(octet & 0xFF);
    assertThat(in.u16()).isEqualTo(two & 0xFFFF);
    assertThat(in.u24()).isEqualTo(four & 0xFF_FFFF);
    assertThat(in.s24()).isEqualTo(four << 8 >> 8);
    assertThat(in.u32()).isEqualTo(four & 0xFFFF_FFFFL);
    assertThat(in.s32()).isEqualTo(four);
    assertThat(in.s64()).isEqualTo(eight);
    assertThat(in.f64()).isEqualTo((double) eight);
    in.skip(2);
    assertThat(in.utf8(2)).isEqualTo("ö");
    assertThat(in.fourCc()).isEqualTo("moov");
    assertThat(in.rest()).isEqualTo(Bytes.of(1, 2));
    assertThat(in.isAtEnd()).isTrue();
  }

  @Test
  void refusesToRunPastTheEnd() {
    ByteReader in = Bytes.of(1, 2, 3).reader("thing");

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> in.bytes(4))
        .withMessage("thing: needs 4 octets at offset 0, has 3");
    assertThatExceptionOfType(MediaFormatException.class).isThrownBy(() -> in.skip(1L << 40));
    assertThatExceptionOfType(MediaFormatException.class).isThrownBy(() -> in.skip(-1));
    assertThat(in.position()).isZero();
  }

  @Test
  void patchesWhatWasWrittenBefore() {
    var out = new ByteWriter().u32(0).u8(7);
    out.patchU32(0, 0xFFFF_FFFEL);

    assertThat(out.toBytes()).isEqualTo(Bytes.ofHex("fffffffe07"));
  }
}
