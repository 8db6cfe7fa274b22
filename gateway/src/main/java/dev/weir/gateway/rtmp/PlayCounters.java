package dev.weir.gateway.rtmp;

import java.util.concurrent.atomic.LongAdder;

/** What all players together have come to. Thread-safe. */
final class PlayCounters {
  final LongAdder players = new LongAdder();
  final LongAdder skips = new LongAdder();
  final LongAdder skippedMessages = new LongAdder();
  final LongAdder closedSlow = new LongAdder();
  final LongAdder bufferedBytes = new LongAdder();

  PlayStats snapshot() {
    return new PlayStats(
        players.sum(), skips.sum(), skippedMessages.sum(), closedSlow.sum(), bufferedBytes.sum());
  }
}
