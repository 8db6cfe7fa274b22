package dev.weir.media;

/** Writes what {@link BitReader} reads, for tests. */
public final class BitWriter {
  private final ByteWriter out = new ByteWriter();
  private int partial;
  private int partialBits;

  /** The lowest {@code count} bits of {@code value}. */
  public BitWriter put(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      partial = partial << 1 | (int) (value >> i & 1);
      if (++partialBits == 8) {
        out.u8(partial);
        partial = 0;
        partialBits = 0;
      }
    }
    return this;
  }

  public BitWriter ue(int value) {
    int width = Long.SIZE - Long.numberOfLeadingZeros(value + 1L);
    return put(0, width - 1).put(value + 1L, width);
  }

  public BitWriter se(int value) {
    return ue(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Filled up with zero bits. */
  public Bytes toBytes() {
    return partialBits == 0 ? out.toBytes() : put(0, 8 - partialBits).out.toBytes();
  }
}
