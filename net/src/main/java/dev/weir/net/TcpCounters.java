package dev.weir.net;

import java.util.concurrent.atomic.LongAdder;

/** The counters that the connections of one listener share. Thread-safe. */
final class TcpCounters {
  final LongAdder accepted = new LongAdder();
  final LongAdder queueFull = new LongAdder();
  final LongAdder handlerFailures = new LongAdder();
  final LongAdder receivedBytes = new LongAdder();
  final LongAdder sentBytes = new LongAdder();

  TcpStats snapshot(ConnectionLimits limits) {
    return new TcpStats(
        limits.open(),
        accepted.sum(),
        limits.refused(),
        queueFull.sum(),
        handlerFailures.sum(),
        receivedBytes.sum(),
        sentBytes.sum());
  }
}
