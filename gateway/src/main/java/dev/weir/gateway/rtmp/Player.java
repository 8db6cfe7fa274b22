package dev.weir.gateway.rtmp;

import dev.weir.net.TcpConnection;
import org.jspecify.annotations.Nullable;

/**
 * One player of a fan-out: a place in its ring, from which messages go to a connection as fast as
 * that takes them. Begins at a keyframe, and goes to another when it falls behind, so that it never
 * gets a part of a group of pictures without its beginning. Confined to its fan-out's loop.
 */
final class Player {
  /** Enough to keep a connection busy; what is not queued can still be skipped. */
  private static final int MOST_QUEUED_BYTES = 128 << 10;

  private final MessageRing ring;
  private final TcpConnection connection;
  private final Audience audience;
  private final PlayLimits limits;
  private final PlayCounters counters;
  private final Slowness slowness;

  // where it is
  private long next;
  private boolean waitsForEntry;
  private boolean isSkipping;
  private @Nullable PlayedPeriod period;
  private boolean isPaused;
  private boolean isWriting;

  /** How late it began, which is not its fault. */
  private long beganLateNanos;

  // counted
  private long sentBytes;
  private long skippedMessages;

  /** Who is told how it ends. */
  interface Audience {
    /** The stream is over. */
    void onStreamEnded();

    /** It was too slow for too long; {@code explanation} is for logs. */
    void onTooSlow(String explanation);

    /** A fault of ours; the connection is to be closed. */
    void onFault();
  }

  Player(
      MessageRing ring,
      TcpConnection connection,
      Audience audience,
      PlayLimits limits,
      PlayCounters counters) {
    this.ring = ring;
    this.connection = connection;
    this.audience = audience;
    this.limits = limits;
    this.counters = counters;
    this.slowness = new Slowness(limits.patience());
    connection.keepWritableBelow(MOST_QUEUED_BYTES);
  }

  Audience audience() {
    return audience;
  }

  long sentBytes() {
    return sentBytes;
  }

  long skippedMessages() {
    return skippedMessages;
  }

  /** The number of the oldest message that it may still want. */
  long next() {
    return next;
  }

  /** Begins at the last keyframe, or with the next one where that is gone. */
  void begin(long nowNanos) {
    isPaused = false;
    period = null;
    moveToEntry(nowNanos);
    serve(nowNanos);
  }

  /** Gets nothing until it begins anew. */
  void pause() {
    isPaused = true;
    next = Long.MAX_VALUE;
  }

  /** Sends what the connection takes; to be called when there is more, or when it takes more. */
  void serve(long nowNanos) {
    if (isPaused || isWriting) {
      return;
    }
    if (next < ring.first()) {
      skip(nowNanos);
    }
    isWriting = true;
    write(nowNanos);
    isWriting = false;
    if (next == ring.end()) {
      caughtUp();
    } else if (lagNanos(nowNanos) > limits.maxLag().toNanos()) {
      skip(nowNanos);
    }
    if (slowness.isTooMuch(nowNanos)) {
      counters.closedSlow.increment();
      pause();
      audience.onTooSlow(
          "fell %d s behind and did not keep up for %d s after that"
              .formatted(limits.maxLag().toSeconds(), limits.patience().toSeconds()));
    }
  }

  private void write(long nowNanos) {
    while (next < ring.end() && connection.isWritable()) {
      while (next < ring.end() && connection.isWritable()) {
        place(ring.get(next), nowNanos);
        next++;
      }
      connection.flush();
    }
  }

  private void place(SharedMessage message, long nowNanos) {
    if (waitsForEntry && !message.isEntry()) {
      countSkipped(isSkipping ? 1 : 0);
      return;
    }
    if (waitsForEntry) {
      beginAt(message, nowNanos);
    }
    if (message.period() != period) {
      period = message.period();
      connection.send(message.period().headersAt(message.timestampMillis()));
    }
    connection.write(message.buffer());
    sentBytes += message.buffer().length();
  }

  private void caughtUp() {
    beganLateNanos = 0;
    if (connection.queuedBytes() == 0) {
      slowness.caughtUp();
    }
  }

  private long lagNanos(long nowNanos) {
    return nowNanos - ring.get(next).arrivedNanos() - beganLateNanos;
  }

  /** On to the last keyframe if it is ahead, else to the one that will come. */
  private void skip(long nowNanos) {
    counters.skips.increment();
    slowness.skipped(nowNanos);
    isSkipping = true;
    long from = next;
    if (ring.hasEntry() && ring.lastEntry() > next) {
      moveToEntry(nowNanos);
    } else {
      waitForEntry();
    }
    countSkipped(next - from);
  }

  private void moveToEntry(long nowNanos) {
    if (!ring.hasEntry()) {
      waitForEntry();
      return;
    }
    next = ring.lastEntry();
    beginAt(ring.get(next), nowNanos);
  }

  private void beginAt(SharedMessage entry, long nowNanos) {
    waitsForEntry = false;
    isSkipping = false;
    beganLateNanos = nowNanos - entry.arrivedNanos();
  }

  private void waitForEntry() {
    next = ring.end();
    waitsForEntry = true;
    beganLateNanos = 0;
  }

  private void countSkipped(long messages) {
    skippedMessages += messages;
    counters.skippedMessages.add(messages);
  }
}
