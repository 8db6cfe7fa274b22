package dev.weir.gateway.rtmp;

import dev.weir.media.MemoryBudget;

/**
 * What one connection makes us keep of messages that have begun and are not complete, as counted in
 * a share of the memory: that of all who do not publish, or that of the stream which it publishes.
 * Confined to its session.
 */
final class IncompleteInput implements AutoCloseable {
  private final MemoryBudget.Share strangers;
  private MemoryBudget.Share memory;
  private long countedBytes;

  /**
   * @param strangers of all who do not publish
   */
  IncompleteInput(MemoryBudget.Share strangers) {
    this.strangers = strangers;
    this.memory = strangers;
  }

  /** It is so much by now; false where that is more than there is room for. */
  boolean count(long bytes) {
    memory.hold(bytes - countedBytes);
    countedBytes = bytes;
    return memory.hasRoomFor(0);
  }

  /** From now on it counts there. */
  void moveTo(MemoryBudget.Share other) {
    memory.release(countedBytes);
    memory = other;
    memory.hold(countedBytes);
  }

  /** It publishes no more. */
  void moveBack() {
    moveTo(strangers);
  }

  /** All of it is gone. */
  @Override
  public void close() {
    memory.release(countedBytes);
    countedBytes = 0;
  }
}
