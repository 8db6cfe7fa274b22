package dev.weir.media.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.BitWriter;
import dev.weir.media.Bytes;
import org.junit.jupiter.api.Test;

class AacCodebooksTest {
  private final BitCursor in = new BitCursor();

  @Test
  void haveASymbolForEveryCombination() {
    assertThat(AacCodebooks.SPECTRUM)
        .extracting(SpectrumBook::size)
        .containsExactly(81, 81, 81, 81, 81, 81, 64, 64, 169, 169, 289);
    assertThat(AacCodebooks.SCALE_FACTORS.size()).isEqualTo(121);
  }

  @Test
  void readWhatTheTablesSay() {
    in.reset(new BitWriter().put(0x7fff3, 19).put(0, 1).put(0xb, 4).toBytes());

    assertThat(AacCodebooks.SCALE_FACTORS.read(in)).isEqualTo(120);
    assertThat(AacCodebooks.SCALE_FACTORS.read(in)).isEqualTo(60);
    assertThat(AacCodebooks.SCALE_FACTORS.read(in)).isEqualTo(58);
  }

  @Test
  void putSignsIntoCodewordsOrBehindThem() {
    var values = new int[4];
    in.reset(new BitWriter().put(0x7f8, 11).toBytes());
    AacCodebooks.SPECTRUM.get(0).read(in, values, 0, 4);
    assertThat(values).containsExactly(-1, -1, -1, -1);

    in.reset(new BitWriter().put(0x7ffa, 15).put(0b0101, 4).toBytes());
    AacCodebooks.SPECTRUM.get(2).read(in, values, 0, 4);
    assertThat(values).containsExactly(2, -2, 2, -2);
  }

  /** §4.6.3.3: an escape of N ones has N + 4 bits. */
  @Test
  void readEscapes() {
    var values = new int[2];
    in.reset(
        new BitWriter()
            .put(0x4, 5)
            .put(0b10, 2)
            .put(0b110, 3)
            .put(5, 6)
            .put(0, 1)
            .put(3, 4)
            .toBytes());
    AacCodebooks.SPECTRUM.get(10).read(in, values, 0, 2);

    assertThat(values).containsExactly(-69, 19);
  }

  @Test
  void readZerosBeyondTheEnd() {
    in.reset(Bytes.of(0xFF));
    in.skip(6);
    assertThat(in.isOverrun()).isFalse();

    assertThat(AacCodebooks.SCALE_FACTORS.read(in)).isBetween(0, 120);
    assertThat(in.isOverrun()).isTrue();
    assertThat(in.bits(25)).isZero();
  }
}
