package dev.weir.gateway.upload;

import java.time.Duration;

/**
 * What uploads may take. Immutable.
 *
 * @param maxBytes of one file
 * @param expireAfter for which an upload waits for its next byte; one that has ended is remembered
 *     as long
 * @param reserveBytes that stay free on the disk, for all else that is written there
 */
public record UploadLimits(long maxBytes, Duration expireAfter, long reserveBytes) {
  /** At one time; each has two blocks of {@code IncomingBody} in memory. */
  public static final int MOST_ACTIVE = 32;
}
