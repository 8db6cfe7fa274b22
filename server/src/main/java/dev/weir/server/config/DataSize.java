package dev.weir.server.config;

import java.util.Map;

/**
 * A number of octets, written {@code 512B}, {@code 64KiB}, {@code 8MiB} or {@code 1GiB}. Immutable.
 */
public record DataSize(long bytes) {
  static final UnitNotation NOTATION =
      new UnitNotation(Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30));

  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
  }

  /**
   * Throws IllegalArgumentException, whose message says the form, where {@code text} has another.
   */
  public static DataSize parse(String text) {
    return new DataSize(NOTATION.parse(text, "a size such as 64KiB or 8MiB"));
  }

  /** For limits of arrays and buffers; throws IllegalArgumentException from 2 GiB on. */
  public int intBytes() {
    Require.that(bytes <= Integer.MAX_VALUE, "a size must be less than 2GiB, is " + this);
    return (int) bytes;
  }

  @Override
  public String toString() {
    return NOTATION.print(bytes);
  }
}
