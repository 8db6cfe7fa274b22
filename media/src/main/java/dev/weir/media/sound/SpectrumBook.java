package dev.weir.media.sound;

/**
 * A Huffman codebook of quantised spectral values, two or four to a codeword: ISO/IEC 14496-3
 * §4.6.3. Immutable. No allocation.
 */
final class SpectrumBook {
  /** The value that says that a longer one follows, in the last book alone. */
  private static final int ESCAPE = 16;

  private static final int LEAST_ESCAPE_BITS = 4;

  /** One more than values of 13 bits have. */
  private static final int MOST_ESCAPE_ONES = 9;

  private final HuffmanCode code;
  private final int dimension;
  private final int largest;
  private final boolean isSigned;

  /** The values of each symbol, one behind another. */
  private final byte[] values;

  private SpectrumBook(HuffmanCode code, int dimension, int largest, boolean isSigned) {
    this.code = code;
    this.dimension = dimension;
    this.largest = largest;
    this.isSigned = isSigned;
    this.values = expand();
  }

  /** The codewords carry the signs. */
  static SpectrumBook signed(int dimension, int largest, String table) {
    return new SpectrumBook(HuffmanCode.parse(table), dimension, largest, true);
  }

  /** The signs of what is not 0 follow. */
  static SpectrumBook unsigned(int dimension, int largest, String table) {
    return new SpectrumBook(HuffmanCode.parse(table), dimension, largest, false);
  }

  /** A symbol is a number with one digit for each value. */
  private byte[] expand() {
    int least = isSigned ? -largest : 0;
    int base = largest - least + 1;
    var expanded = new byte[code.size() * dimension];
    for (int symbol = 0; symbol < code.size(); symbol++) {
      int rest = symbol;
      for (int i = dimension - 1; i >= 0; i--) {
        expanded[symbol * dimension + i] = (byte) (rest % base + least);
        rest /= base;
      }
    }
    return expanded;
  }

  int size() {
    return code.size();
  }

  /** Reads the values from {@code from} to before {@code to}, of a length of four or more. */
  void read(BitCursor in, int[] quantised, int from, int to) {
    for (int at = from; at < to; at += dimension) {
      int symbol = code.read(in) * dimension;
      for (int i = 0; i < dimension; i++) {
        int value = values[symbol + i];
        quantised[at + i] = !isSigned && value != 0 && in.flag() ? -value : value;
      }
      if (largest == ESCAPE) {
        quantised[at] = escaped(in, quantised[at]);
        quantised[at + 1] = escaped(in, quantised[at + 1]);
      }
    }
  }

  private static int escaped(BitCursor in, int value) {
    if (value != ESCAPE && value != -ESCAPE) {
      return value;
    }
    int ones = 0;
    while (ones < MOST_ESCAPE_ONES && in.flag()) {
      ones++;
    }
    int bits = ones + LEAST_ESCAPE_BITS;
    int magnitude = 1 << bits | in.bits(bits);
    return value < 0 ? -magnitude : magnitude;
  }
}
