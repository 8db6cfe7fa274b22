package dev.weir.channel;

import dev.weir.media.Clock;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.archive.Archive;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what streams show to disk, all on one platform thread, and forces it there in groups.
 * Thread-safe.
 *
 * <p>Its mailbox holds one presentation for each stream, the newest: nothing is lost by passing
 * over one, since the next holds the same and more, for as long as the live window does. So a slow
 * disk costs nobody anything until it is slower than that window is long.
 */
final class DvrWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DvrWriter.class);

  /** At most so much is lost by a power cut, and as much again while the disk is busy. */
  private static final Duration FORCE_EVERY = Duration.ofMillis(500);

  private static final Duration RETAIN_EVERY = Duration.ofSeconds(20);

  /** A stream that has shown nothing new for so long is over, and can be seen no more. */
  private static final Duration FORGET_AFTER = Duration.ofMinutes(15);

  /** A disk that failed or was full is given another chance after this. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  private final DurableBlobStore disk;
  private final DvrRetention retention;
  private final Clock clock;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();

  // Guarded by the lock.
  private final Map<Archive, Presentation> due = new LinkedHashMap<>();
  private boolean closed;

  // Confined to the thread.
  private final Map<Archive, Long> aliveUntilNanos = new HashMap<>();
  private long retainAtNanos;
  private final Map<Archive, Long> pausedUntilNanos = new HashMap<>();
  private long forceAtNanos;
  private boolean dirty;

  // Written by the thread alone.
  private final LongAdder failures = new LongAdder();
  private volatile boolean failing;

  DvrWriter(DurableBlobStore disk, DvrRetention retention, Clock clock) {
    this.disk = disk;
    this.retention = retention;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("dvr").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Takes note that {@code presentation} is what the archive's stream shows now. */
  void offer(Archive archive, Presentation presentation) {
    lock.lock();
    try {
      due.put(archive, presentation);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How often writing has failed since the start. */
  long failures() {
    return failures.sum();
  }

  /** The last attempt to write has failed: nothing is kept at present. */
  boolean isFailing() {
    return failing;
  }

  private void run() {
    forceAtNanos = clock.monotonicNanos() + FORCE_EVERY.toNanos();
    retainAtNanos = forceAtNanos;
    try {
      while (!isDone()) {
        takeAll().forEach(this::write);
        forceIfDue();
        retainIfDue();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      force();
    }
  }

  private boolean isDone() {
    lock.lock();
    try {
      return closed && due.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** What is due, as soon as anything is, or nothing once it is time to force. */
  private Map<Archive, Presentation> takeAll() throws InterruptedException {
    lock.lock();
    try {
      long leftNanos = forceAtNanos - clock.monotonicNanos();
      while (due.isEmpty() && !closed && leftNanos > 0) {
        leftNanos = arrived.awaitNanos(leftNanos);
      }
      var taken = new LinkedHashMap<>(due);
      due.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void write(Archive archive, Presentation presentation) {
    aliveUntilNanos.put(archive, clock.monotonicNanos() + FORGET_AFTER.toNanos());
    @Nullable Long pausedUntil = pausedUntilNanos.get(archive);
    if (pausedUntil != null && clock.monotonicNanos() - pausedUntil < 0) {
      return;
    }
    try {
      archive.follow(presentation);
      dirty = true;
      if (pausedUntilNanos.remove(archive) != null && pausedUntilNanos.isEmpty()) {
        failing = false;
        LOG.info("event=dvr-resumed streams are kept on disk again");
      }
    } catch (IOException refused) {
      pause(archive, String.valueOf(refused.getMessage()));
    } catch (RuntimeException fault) {
      LOG.error("a fault of ours while a stream was kept on disk", fault);
      pause(archive, "a fault of ours");
    }
  }

  private void pause(Archive archive, String why) {
    failures.increment();
    if (!failing) {
      LOG.error(
          "event=dvr-stopped streams are not kept on disk: {}. Live goes on; free space or replace"
              + " the disk, and keeping resumes by itself",
          why);
    }
    failing = true;
    pausedUntilNanos.put(archive, clock.monotonicNanos() + RETRY_AFTER.toNanos());
  }

  private void forceIfDue() {
    long nowNanos = clock.monotonicNanos();
    if (nowNanos - forceAtNanos >= 0) {
      forceAtNanos = nowNanos + FORCE_EVERY.toNanos();
      force();
    }
  }

  private void retainIfDue() {
    long nowNanos = clock.monotonicNanos();
    if (nowNanos - retainAtNanos < 0) {
      return;
    }
    retainAtNanos = nowNanos + RETAIN_EVERY.toNanos();
    aliveUntilNanos.values().removeIf(until -> nowNanos - until > 0);
    pausedUntilNanos.keySet().retainAll(aliveUntilNanos.keySet());
    failing = failing && !pausedUntilNanos.isEmpty();
    try {
      retention.apply(aliveUntilNanos.keySet());
    } catch (IOException | RuntimeException failed) {
      failures.increment();
      LOG.error("event=dvr-retention-failed", failed);
    }
  }

  private void force() {
    if (!dirty) {
      return;
    }
    dirty = false;
    try {
      disk.force();
    } catch (IOException failed) {
      failures.increment();
      LOG.error("event=dvr-sync-failed {}", failed.getMessage());
    }
  }

  /** Writes what has been offered, then ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
