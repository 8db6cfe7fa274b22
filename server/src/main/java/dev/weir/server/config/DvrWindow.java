package dev.weir.server.config;

import java.time.Duration;

/**
 * How far back viewers may go: {@code off}, {@code all}, or a duration. Immutable.
 *
 * @param duration zero for off; {@link #ALL} for all
 */
public record DvrWindow(Duration duration) {
  private static final Duration ALL = Duration.ofDays(36_500);

  public static final DvrWindow OFF = new DvrWindow(Duration.ZERO);

  /** Throws IllegalArgumentException, whose message says the form. */
  static DvrWindow parse(String text) {
    return switch (text) {
      case "off" -> OFF;
      case "all" -> new DvrWindow(ALL);
      default -> new DvrWindow(parseDuration(text));
    };
  }

  private static Duration parseDuration(String text) {
    try {
      return ValueTypes.parseDuration(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("expected off, all, or a duration such as 2h", malformed);
    }
  }

  @Override
  public String toString() {
    if (duration.isZero()) {
      return "off";
    }
    return duration.equals(ALL) ? "all" : ValueTypes.print(duration);
  }
}
