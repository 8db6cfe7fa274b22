package dev.weir.channel;

import dev.weir.media.Clock;
import dev.weir.packaging.archive.Archive;
import dev.weir.packaging.archive.ArchiveFiles;
import dev.weir.packaging.archive.StoredExtent;
import dev.weir.storage.DurableBlobStore;
import dev.weir.stream.StreamName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Deletes what is too old, and the oldest where all of it is too much, in whole extents. What is
 * listed or was read a moment ago stays: for want of room it is first taken off the lists, and
 * deleted once nobody reads it any more. Confined to the DVR's thread.
 */
final class DvrRetention {
  /**
   * Lists are at most this old in the hands of players, and players are at most this far behind.
   */
  private static final Duration READ_LATELY = Duration.ofMinutes(1);

  private final DvrConfig config;
  private final DurableBlobStore disk;
  private final ArchiveFiles files;
  private final LiveStore store;
  private final Clock clock;

  /** 0 until it is known. */
  private long limitBytes;

  private volatile long storedBytes;
  private final LongAdder deletedExtents = new LongAdder();

  DvrRetention(
      DvrConfig config, DurableBlobStore disk, ArchiveFiles files, LiveStore store, Clock clock) {
    this.config = config;
    this.disk = disk;
    this.files = files;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Deletes what has to go.
   *
   * @param archives of the streams that are on air
   * @throws IOException where something could not be looked at or deleted; the rest was
   */
  void apply(Collection<Archive> archives) throws IOException {
    ArchiveFiles.Found found = files.find();
    List<StoredExtent> oldestFirst = found.oldestFirst();
    var failures = new ArrayList<>(found.failures());
    long totalBytes = oldestFirst.stream().mapToLong(StoredExtent::lengthBytes).sum();
    long missingBytes = totalBytes - limitBytes(totalBytes);
    for (StoredExtent extent : oldestFirst) {
      boolean expired = isExpired(extent);
      if (!expired && missingBytes <= 0) {
        continue;
      }
      boolean listed = archives.stream().anyMatch(archive -> archive.shows(extent.name()));
      if (listed && !expired) {
        archives.forEach(archive -> archive.forgetUpTo(extent.name()));
      }
      boolean needed = listed || isFresh(extent) || store.wasReadWithin(extent.name(), READ_LATELY);
      if (!needed && isDeleted(extent, failures)) {
        totalBytes -= extent.lengthBytes();
      }
      missingBytes -= extent.lengthBytes();
    }
    storedBytes = totalBytes;
    store.forgetReadsBefore(READ_LATELY);
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private boolean isDeleted(StoredExtent extent, List<IOException> failures) {
    try {
      files.delete(extent);
      deletedExtents.increment();
      return true;
    } catch (IOException failed) {
      failures.add(failed);
      return false;
    }
  }

  /** By default half of what was free at first: a size that leaves room for everything else. */
  private long limitBytes(long ownBytes) throws IOException {
    if (limitBytes == 0) {
      limitBytes = config.maxBytes() == 0 ? (disk.usableBytes() + ownBytes) / 2 : config.maxBytes();
    }
    return limitBytes;
  }

  private boolean isExpired(StoredExtent extent) {
    Duration window =
        StreamName.parse(LiveStore.streamOf(extent.name()))
            .map(config::windowOf)
            .orElse(Duration.ZERO);
    return clock.wallMillis() - extent.modifiedMillis() > window.plus(READ_LATELY).toMillis();
  }

  /** Being appended to, or just sealed. */
  private boolean isFresh(StoredExtent extent) {
    return clock.wallMillis() - extent.modifiedMillis() < READ_LATELY.toMillis();
  }

  /** What all streams together take on disk. */
  long storedBytes() {
    return storedBytes;
  }

  long deletedExtents() {
    return deletedExtents.sum();
  }
}
