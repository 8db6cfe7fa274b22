package dev.weir.server.config;

import java.util.Map;

/**
 * Bits per second, written {@code 800bps}, {@code 128kbps}, {@code 5Mbps} or {@code 1Gbps}.
 * Immutable.
 */
public record Bitrate(long bitsPerSecond) {
  static final UnitNotation NOTATION =
      new UnitNotation(
          Map.of("bps", 1L, "kbps", 1_000L, "Mbps", 1_000_000L, "Gbps", 1_000_000_000L));

  public Bitrate {
    if (bitsPerSecond < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
  }

  /**
   * Throws IllegalArgumentException, whose message says the form, where {@code text} has another.
   */
  public static Bitrate parse(String text) {
    return new Bitrate(NOTATION.parse(text, "a bit rate such as 128kbps or 5Mbps"));
  }

  @Override
  public String toString() {
    return NOTATION.print(bitsPerSecond);
  }
}
