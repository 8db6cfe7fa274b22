package dev.weir.gateway.rtmp;

import java.time.Duration;

/**
 * How long a player has been too slow. Its first skip begins a spell of slowness, which is over
 * when it has caught up and not skipped again for the length of our patience; a player that does
 * not manage that is to be closed. Confined to its player.
 */
final class Slowness {
  private final long patienceNanos;

  // of the spell
  private int skips;
  private long beganNanos;
  private boolean hasCaughtUp;

  Slowness(Duration patience) {
    patienceNanos = patience.toNanos();
  }

  void skipped(long nowNanos) {
    if (skips == 0) {
      beganNanos = nowNanos;
    }
    skips++;
    hasCaughtUp = false;
  }

  /** It has taken everything up to now. */
  void caughtUp() {
    hasCaughtUp = true;
  }

  boolean isTooMuch(long nowNanos) {
    if (skips == 0 || nowNanos - beganNanos < patienceNanos) {
      return false;
    }
    boolean isOver = skips == 1 && hasCaughtUp;
    if (isOver) {
      skips = 0;
    }
    return !isOver;
  }
}
