package dev.weir.media;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

/**
 * Reads bit fields and Exp-Golomb codes (ISO/IEC 14496-10 §9.1) most significant bit first; running
 * past the end is a {@link MediaFormatException}. Confined to the parser that made it.
 */
public final class BitReader {
  private static final int LONGEST_GOLOMB_PREFIX = 31;

  private final Bytes bytes;
  private final String what;
  private long position;

  /** {@code what} names the element in errors. */
  public BitReader(Bytes bytes, String what) {
    this.bytes = bytes;
    this.what = what;
  }

  public long bitsRemaining() {
    return bytes.length() * 8L - position;
  }

  public boolean flag() throws MediaFormatException {
    return bits(1) == 1;
  }

  /** {@code count} bits, 0 to 31, as an unsigned integer. */
  public int bits(int count) throws MediaFormatException {
    if (count > bitsRemaining()) {
      throw new MediaFormatException(
          MALFORMED,
          what,
          "needs %d bits at bit %d, has %d".formatted(count, position, bitsRemaining()));
    }
    int value = 0;
    for (int i = 0; i < count; i++, position++) {
      int octet = bytes.at((int) (position >> 3));
      value = value << 1 | octet >> (7 - (int) (position & 7)) & 1;
    }
    return value;
  }

  /** 32 bits as an unsigned integer. */
  public long bits32() throws MediaFormatException {
    return (long) bits(16) << 16 | bits(16);
  }

  public void skip(long count) throws MediaFormatException {
    if (count > bitsRemaining()) {
      throw new MediaFormatException(
          MALFORMED,
          what,
          "skips %d bits at bit %d, has %d".formatted(count, position, bitsRemaining()));
    }
    position += count;
  }

  /** ue(v): an unsigned Exp-Golomb code of at most 2^31 − 2. */
  public int ue() throws MediaFormatException {
    int zeros = 0;
    while (!flag()) {
      if (++zeros >= LONGEST_GOLOMB_PREFIX) {
        throw new MediaFormatException(
            MALFORMED, what, "Exp-Golomb code too long at bit " + position);
      }
    }
    return (1 << zeros) - 1 + bits(zeros);
  }

  /** se(v): a signed Exp-Golomb code. */
  public int se() throws MediaFormatException {
    int code = ue();
    return (code & 1) == 1 ? (code >> 1) + 1 : -(code >> 1);
  }
}
