package dev.weir.stream;

import dev.weir.media.MemoryBudget;
import dev.weir.media.StreamEvent;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's bounded queue of a stream's events. Thread-safe: one consumer takes while the stream
 * offers; each holds the lock for a few instructions. A virtual thread calls {@link #take}; a loop
 * calls {@link #drain} once after it subscribed and then whenever it is woken up. The events end
 * with {@link StreamEvent.Ended}, or without it where the subscription was closed.
 */
public final class Subscription implements AutoCloseable {
  /** Why nothing more comes. */
  public enum End {
    /** It still goes on. */
    NONE,
    /** The stream is over. */
    STREAM_ENDED,
    /** The consumer closed it. */
    CLOSED,
    /** The consumer was too slow. */
    OVERFLOWED
  }

  private final SubscriptionSpec spec;
  private final Runnable wakeUp;
  private final Consumer<Subscription> onClose;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final EventQueue queue;
  private boolean waitsForEntryPoint;
  private End end = End.NONE;
  private long deliveredEvents;
  private long overflows;
  private boolean consumerFoundNothing;
  private volatile boolean wakeUpDue;

  Subscription(
      SubscriptionSpec spec,
      MemoryBudget.Share memory,
      Runnable wakeUp,
      Consumer<Subscription> onClose) {
    this.spec = spec;
    this.wakeUp = wakeUp;
    this.onClose = onClose;
    queue = new EventQueue(spec.maxEvents(), spec.maxBytes(), memory);
    waitsForEntryPoint = true;
  }

  public String name() {
    return spec.name();
  }

  /** Waits for the next event; empty where nothing more will come. */
  public Optional<StreamEvent> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queue.size() == 0 && end == End.NONE) {
        changed.await();
      }
      return Optional.ofNullable(next());
    } finally {
      lock.unlock();
    }
  }

  /** The next event if there is one; after an empty answer the wake-up is armed. */
  public Optional<StreamEvent> poll() {
    lock.lock();
    try {
      return Optional.ofNullable(next());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands over up to {@code maxEvents} events, outside the lock; fewer than that arm the wake-up.
   *
   * @return how many
   */
  public int drain(int maxEvents, Consumer<? super StreamEvent> consumer) {
    for (int count = 0; count < maxEvents; count++) {
      Optional<StreamEvent> event = poll();
      if (event.isEmpty()) {
        return count;
      }
      consumer.accept(event.get());
    }
    return maxEvents;
  }

  private @Nullable StreamEvent next() {
    PublishedEvent next = queue.poll();
    consumerFoundNothing = next == null;
    if (next == null) {
      return null;
    }
    deliveredEvents++;
    return next.event();
  }

  /** Never blocks for longer than the consumer needs for one {@link #poll}. */
  void offer(PublishedEvent event) {
    lock.lock();
    try {
      if (end != End.NONE) {
        return;
      }
      place(event);
      if (end == End.NONE && event.event() instanceof StreamEvent.Ended) {
        end = End.STREAM_ENDED;
      }
      announce();
    } finally {
      lock.unlock();
    }
  }

  private void place(PublishedEvent event) {
    if (waitsForEntryPoint && event.isSample() && !event.entryPoint()) {
      if (overflows > 0) {
        queue.drop(event);
      }
      return;
    }
    if (!queue.hasRoomFor(event) && !makeRoom(event)) {
      return;
    }
    queue.add(event);
    waitsForEntryPoint &= !event.isSample();
  }

  private boolean makeRoom(PublishedEvent event) {
    overflows++;
    if (spec.overflow() == OverflowPolicy.CLOSE) {
      queue.clear();
      end = End.OVERFLOWED;
      return false;
    }
    boolean mayContinue = queue.skipToMakeRoomFor(event) || event.entryPoint();
    waitsForEntryPoint |= !mayContinue;
    if (event.isSample() && !(mayContinue && queue.hasRoomFor(event))) {
      waitsForEntryPoint = true;
      queue.drop(event);
      return false;
    }
    return true;
  }

  private void announce() {
    changed.signal();
    wakeUpDue |= consumerFoundNothing && (queue.size() > 0 || end != End.NONE);
    consumerFoundNothing &= !wakeUpDue;
  }

  /** Runs the wake-up if one is due; called without any lock. */
  void wakeUpIfDue() {
    if (wakeUpDue) {
      wakeUpDue = false;
      wakeUp.run();
    }
  }

  /** Why nothing more comes after what is queued. */
  public End end() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }

  public SubscriptionStats stats() {
    lock.lock();
    try {
      return new SubscriptionStats(
          spec.name(),
          queue.size(),
          queue.bytes(),
          deliveredEvents,
          queue.droppedSamples(),
          queue.droppedBytes(),
          overflows);
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more; what is queued can still be had by {@link #take}, and nothing after it. */
  public void finish() {
    lock.lock();
    try {
      if (end == End.NONE) {
        end = End.CLOSED;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up what is queued; may be called more than once and by any thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (end == End.NONE || end == End.STREAM_ENDED) {
        queue.clear();
        end = End.CLOSED;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    onClose.accept(this);
  }
}
