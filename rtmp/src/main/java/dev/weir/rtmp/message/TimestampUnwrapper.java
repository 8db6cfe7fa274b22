package dev.weir.rtmp.message;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;

import dev.weir.media.MediaFormatException;
import java.time.Duration;

/**
 * Carries timestamps past 2^32 ms, 49.7 days (Adobe RTMP 1.0 §5.1, serial number arithmetic as in
 * RFC 1982): each is taken to lie within 2^31 ms of the one before, so steps back stay steps back.
 * Confined to its connection.
 */
public final class TimestampUnwrapper {
  /** Far from where nanoseconds would overflow, and nobody publishes for so long. */
  private static final long FURTHEST_MILLIS = Duration.ofDays(36_500).toMillis();

  private boolean hasLast;
  private long lastMillis;

  /**
   * Carries {@code timestamp} on; the next one is taken to lie near it.
   *
   * @param timestamp milliseconds modulo 2^32
   * @return milliseconds; below zero if the first timestamps step back from near zero
   * @throws MediaFormatException if they were carried further than a hundred years
   */
  public long unwrap(int timestamp) throws MediaFormatException {
    lastMillis = nearLast(timestamp);
    hasLast = true;
    return lastMillis;
  }

  /** As {@link #unwrap}, but for a timestamp that later ones need not lie near to. */
  public long nearLast(int timestamp) throws MediaFormatException {
    if (!hasLast) {
      return Integer.toUnsignedLong(timestamp);
    }
    long millis = lastMillis + (timestamp - (int) lastMillis);
    if (Math.abs(millis) > FURTHEST_MILLIS) {
      throw new MediaFormatException(LIMIT, "RTMP", "timestamps that have gone on for a century");
    }
    return millis;
  }
}
