package dev.weir.rtmp.message;

/**
 * Carries timestamps past 2^32 ms, 49.7 days (Adobe RTMP 1.0 §5.1, serial number arithmetic as in
 * RFC 1982): each is taken to lie within 2^31 ms of the one before, so steps back stay steps back.
 * Confined to its connection.
 */
public final class TimestampUnwrapper {
  private boolean hasLast;
  private long lastMillis;

  /**
   * Carries {@code timestamp} on; the next one is taken to lie near it.
   *
   * @param timestamp milliseconds modulo 2^32
   * @return milliseconds; below zero if the first timestamps step back from near zero
   */
  public long unwrap(int timestamp) {
    lastMillis = nearLast(timestamp);
    hasLast = true;
    return lastMillis;
  }

  /** As {@link #unwrap}, but for a timestamp that later ones need not lie near to. */
  public long nearLast(int timestamp) {
    return hasLast
        ? lastMillis + (timestamp - (int) lastMillis)
        : Integer.toUnsignedLong(timestamp);
  }
}
