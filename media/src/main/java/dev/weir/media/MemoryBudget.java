package dev.weir.media;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much memory all that is kept of media may take together. Who keeps some opens a {@link Share}
 * of it, which is promised a part that nobody else can take. What is promised to nobody goes to who
 * asks first, so when all of it is used up, whoever has a share can still count on what it was
 * promised, and only a new one is refused. Counts what it is told of and allocates nothing; bytes
 * that two shares hold count twice. Thread-safe.
 */
public final class MemoryBudget {
  private final long limitBytes;

  /** For each share what it was promised, or what it holds where that is more. */
  private final AtomicLong committedBytes = new AtomicLong();

  private final AtomicLong heldBytes = new AtomicLong();
  private final LongAdder refusals = new LongAdder();

  public MemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** One that never runs out. */
  public static MemoryBudget unlimited() {
    return new MemoryBudget(Long.MAX_VALUE / 2);
  }

  /**
   * What is used of a budget. Immutable.
   *
   * @param committedBytes promised, or held beyond what was promised; a little more than the limit
   *     for moments
   * @param heldBytes in use
   * @param refusals how many asked for a share in vain
   */
  public record Usage(long limitBytes, long committedBytes, long heldBytes, long refusals) {}

  public Usage usage() {
    return new Usage(limitBytes, committedBytes.get(), heldBytes.get(), refusals.sum());
  }

  /** Empty, and counted, where so much cannot be promised any more. */
  public Optional<Share> open(long promisedBytes) {
    long before =
        committedBytes.getAndUpdate(now -> fits(now, promisedBytes) ? now + promisedBytes : now);
    if (!fits(before, promisedBytes)) {
      refusals.increment();
      return Optional.empty();
    }
    return Optional.of(new Share(promisedBytes));
  }

  /** Whether so much could be promised to another share now. */
  public boolean canPromise(long bytes) {
    return fits(committedBytes.get(), bytes);
  }

  private boolean fits(long committed, long more) {
    return more <= limitBytes - committed;
  }

  /**
   * A part of the budget. Its holder asks {@link #hasRoomFor} before it holds more, and gives up
   * what it can where there is no room. Thread-safe.
   */
  public final class Share implements AutoCloseable {
    // guarded by this share
    private long promised;
    private long held;

    private Share(long promised) {
      this.promised = promised;
    }

    /**
     * Hands a part of what is promised on to a share of its own.
     *
     * @throws IllegalArgumentException where less is promised
     */
    public synchronized Share split(long bytes) {
      if (bytes < 0 || bytes > promised || held > 0) {
        throw new IllegalArgumentException("%d of %d bytes".formatted(bytes, promised));
      }
      promised -= bytes;
      return new Share(bytes);
    }

    /** Whether it may hold so much more; with 0, whether it may go on holding what it does. */
    public boolean hasRoomFor(long bytes) {
      return hasRoomFor(bytes, 0);
    }

    /**
     * Likewise, for one that can do with less: beyond what it was promised it leaves {@code
     * spareBytes} to others.
     */
    public synchronized boolean hasRoomFor(long bytes, long spareBytes) {
      long more = Math.max(promised, held + bytes) - Math.max(promised, held);
      return held + bytes <= promised || fits(committedBytes.get(), more + spareBytes);
    }

    /** Counts them; between {@link #hasRoomFor} and this another may have taken the last. */
    public void hold(long bytes) {
      change(bytes);
    }

    public void release(long bytes) {
      change(-bytes);
    }

    private synchronized void change(long bytes) {
      commit(promised, held + bytes);
      heldBytes.addAndGet(bytes);
    }

    private void commit(long newPromised, long newHeld) {
      committedBytes.addAndGet(Math.max(newPromised, newHeld) - Math.max(promised, held));
      promised = newPromised;
      held = newHeld;
    }

    public synchronized long heldBytes() {
      return held;
    }

    /** Nothing is promised any more; what is held counts until it is released. */
    @Override
    public synchronized void close() {
      commit(0, held);
    }
  }
}
