package dev.weir.stream;

import java.time.Duration;

/**
 * How much a {@link LiveStream} keeps for those who join. A group of pictures beyond it is not kept
 * at all. Immutable.
 *
 * @param maxBytes of payload
 * @param maxLength of media time
 */
public record GopLimits(long maxBytes, Duration maxLength) {
  public static final GopLimits DEFAULT = new GopLimits(16 << 20, Duration.ofSeconds(12));
}
