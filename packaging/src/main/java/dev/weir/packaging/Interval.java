package dev.weir.packaging;

import java.math.BigDecimal;

/**
 * The stretch of a stream that a viewer asks for, on the wall clock of its server. Immutable.
 *
 * @param startMillis the first moment that is wanted, since 1970 in UTC
 * @param endMillis the first that is not, likewise; {@link #OPEN_END} to go on with the stream
 */
public record Interval(long startMillis, long endMillis) {
  public static final long OPEN_END = Long.MAX_VALUE;

  private static final int MILLIS_DIGITS = 3;

  public Interval {
    if (startMillis >= endMillis) {
      throw new IllegalArgumentException("an interval ends after its start");
    }
  }

  public boolean isOpen() {
    return endMillis == OPEN_END;
  }

  /** How it is asked for in an address: {@code ?start=SECONDS&end=SECONDS}. */
  public String query() {
    String start = "?start=" + seconds(startMillis);
    return isOpen() ? start : start + "&end=" + seconds(endMillis);
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, MILLIS_DIGITS).stripTrailingZeros().toPlainString();
  }
}
