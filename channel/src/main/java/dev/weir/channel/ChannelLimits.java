package dev.weir.channel;

import java.time.Duration;

/**
 * The bounds of one {@link LiveChannel}. Immutable.
 *
 * @param maxWaiters requests that may wait for its next part at a time
 * @param linger how long the end of a stream can still be watched
 * @param queuedEvents between the publisher and the packager
 * @param queuedBytes of payload, likewise
 * @param copyPatience how long memory waits, at the end of a stream, for the disk to have all of it
 */
public record ChannelLimits(
    int maxWaiters, Duration linger, int queuedEvents, long queuedBytes, Duration copyPatience) {
  public static final ChannelLimits DEFAULT =
      new ChannelLimits(20_000, Duration.ofSeconds(60), 8_192, 64L << 20, Duration.ofSeconds(5));
}
