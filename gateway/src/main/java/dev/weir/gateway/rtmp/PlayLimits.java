package dev.weir.gateway.rtmp;

import java.time.Duration;

/**
 * How far players may fall behind. Immutable.
 *
 * @param maxLag by which a player may fall behind before it skips to a keyframe
 * @param patience for which one that has skipped may go on being too slow
 * @param maxBufferedBytes kept for all players of one stream on one loop
 */
public record PlayLimits(Duration maxLag, Duration patience, int maxBufferedBytes) {
  public static final PlayLimits DEFAULTS =
      new PlayLimits(Duration.ofSeconds(3), Duration.ofSeconds(10), 16 << 20);

  public PlayLimits {
    if (!maxLag.isPositive() || !patience.isPositive() || maxBufferedBytes < 1) {
      throw new IllegalArgumentException("the limits of players must be positive");
    }
  }
}
