package dev.weir.channel;

import dev.weir.media.Clock;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.archive.Archive;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what streams show to disk, all on one platform thread, and forces it there in groups.
 * Thread-safe.
 *
 * <p>Its mailbox holds one presentation for each stream, the newest: nothing is lost by passing
 * over one, since the next holds the same and more, for as long as the live window does. So a slow
 * disk costs nobody anything until it is slower than that window is long. Nothing counts as written
 * before a sync after it has gone well; after one that failed it is all written anew.
 */
final class DvrWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DvrWriter.class);

  /** At most so much is lost by a power cut, and as much again while the disk is busy. */
  private static final Duration FORCE_EVERY = Duration.ofMillis(500);

  private static final Duration RETAIN_EVERY = Duration.ofSeconds(20);

  private final DurableBlobStore disk;
  private final DvrRetention retention;
  private final Clock clock;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition settled = lock.newCondition();

  // Guarded by the lock.
  private final Map<Archive, Presentation> due = new LinkedHashMap<>();
  private boolean closed;

  /** Those of which not all that was offered is safe. */
  private final Set<Archive> owed = new HashSet<>();

  private boolean isHurried;
  private boolean isOver;

  // Confined to the thread.
  private final Map<Archive, KeptStream> streams = new LinkedHashMap<>();
  private long retainAtNanos;
  private long forceAtNanos;
  private boolean retentionFails;

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
      owed.add(archive);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Blocks until no power cut can take any more what was offered of this archive, for as long as
   * {@code patience} lasts.
   */
  void awaitSafe(Archive archive, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      isHurried = true;
      arrived.signal();
      long leftNanos = patience.toNanos();
      while (owed.contains(archive) && thread.isAlive() && !isOver && leftNanos > 0) {
        leftNanos = settled.awaitNanos(leftNanos);
      }
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
        takeAll().forEach(this::note);
        long nowNanos = clock.monotonicNanos();
        write(stream -> stream.isDue(nowNanos));
        forceIfDue();
        retainIfDue();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      write(KeptStream::isBehind);
      force();
      end();
    }
  }

  private void end() {
    lock.lock();
    try {
      isOver = true;
      settled.signalAll();
    } finally {
      lock.unlock();
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
      while (due.isEmpty() && !closed && !isHurried && leftNanos > 0) {
        leftNanos = arrived.awaitNanos(leftNanos);
      }
      if (isHurried) {
        isHurried = false;
        forceAtNanos = clock.monotonicNanos();
      }
      var taken = new LinkedHashMap<>(due);
      due.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void note(Archive archive, Presentation presentation) {
    streams.computeIfAbsent(archive, KeptStream::new).show(presentation, clock.monotonicNanos());
  }

  private void write(Predicate<KeptStream> which) {
    for (KeptStream stream : streams.values()) {
      if (which.test(stream)) {
        try {
          stream.write(clock.monotonicNanos());
        } catch (IOException refused) {
          tellOfFailure(refused);
        }
      }
    }
  }

  private void tellOfFailure(IOException failed) {
    boolean isNews = !failing;
    failing = true;
    failures.increment();
    if (isNews) {
      LOG.error(
          "event=dvr-stopped streams are not kept on disk: {}. Live goes on; free space or replace"
              + " the disk, and keeping resumes by itself",
          failed.getMessage(),
          failed.getCause());
    }
  }

  private void tellOfRecovery() {
    if (failing && streams.values().stream().noneMatch(KeptStream::isFailing)) {
      failing = false;
      LOG.info("event=dvr-resumed streams are kept on disk again");
    }
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
    streams.values().removeIf(stream -> stream.isOver(nowNanos));
    tellOfRecovery();
    try {
      retention.apply(streams.keySet());
      retentionFails = false;
    } catch (IOException | RuntimeException failed) {
      failures.increment();
      if (!retentionFails) {
        LOG.error("event=dvr-retention-failed not all that is too old could be deleted", failed);
      }
      retentionFails = true;
    }
  }

  private void force() {
    List<KeptStream> written = streams.values().stream().filter(KeptStream::isUnsynced).toList();
    if (written.isEmpty()) {
      return;
    }
    try {
      disk.force();
      written.forEach(KeptStream::synced);
      settle();
      tellOfRecovery();
    } catch (IOException failed) {
      written.forEach(stream -> stream.syncFailed(failed, clock.monotonicNanos()));
      tellOfFailure(failed);
    }
  }

  /** Nothing is owed of a stream that has nothing to write and nothing to force. */
  private void settle() {
    lock.lock();
    try {
      owed.removeIf(archive -> !due.containsKey(archive) && isSafe(archive));
      settled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isSafe(Archive archive) {
    KeptStream stream = streams.get(archive);
    return stream == null || stream.isSafe();
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
