package dev.weir.channel;

import dev.weir.media.Clock;
import dev.weir.packaging.archive.Archive;
import dev.weir.packaging.archive.ArchiveFiles;
import dev.weir.packaging.archive.Unfinished;
import dev.weir.storage.BlobStore;
import dev.weir.storage.DurableBlobStore;
import dev.weir.stream.StreamName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The past of all streams on disk: finds it at the start, and has it written. Thread-safe. */
public final class Dvr implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dvr.class);

  /** A publisher that was lost with the server is not expected back after this. */
  private static final Duration LONGEST_OUTAGE = Duration.ofHours(1);

  private final DurableBlobStore disk;
  private final BlobStore memory;
  private final DvrConfig config;
  private final Clock clock;
  private final DvrRetention retention;
  private final DvrWriter writer;
  private final LongAdder unreadable = new LongAdder();
  private final Map<StreamName, Archive> unfinished = new ConcurrentHashMap<>();

  /**
   * @param memory where the live window of all streams is
   * @param store of both
   */
  public Dvr(
      DurableBlobStore disk, BlobStore memory, LiveStore store, DvrConfig config, Clock clock) {
    this.disk = disk;
    this.memory = memory;
    this.config = config;
    this.clock = clock;
    this.retention =
        new DvrRetention(config, disk, new ArchiveFiles(LiveStore.DVR_FOLDER, disk), store, clock);
    this.writer = new DvrWriter(disk, retention, clock);
  }

  /** How often the disk has failed since the start: in keeping streams, and in finding them. */
  public long failures() {
    return writer.failures() + unreadable.sum();
  }

  /** The last attempt to write has failed: nothing is kept at present. */
  public boolean isFailing() {
    return writer.isFailing();
  }

  /** Whether the past of this stream is to be kept. */
  public boolean keeps(StreamName name) {
    return !config.listedOf(name).isZero();
  }

  /** What all streams together take on disk. */
  public long storedBytes() {
    return retention.storedBytes();
  }

  /** How many extents were deleted for their age, or for want of room. */
  public long deletedExtents() {
    return retention.deletedExtents();
  }

  /**
   * A stream that the last process has left on air.
   *
   * @param startMillis when it began, since 1970 in UTC
   * @param endEpochNanos where what is kept of it ends, likewise
   */
  public record Left(StreamName name, long startMillis, long endEpochNanos) {}

  /**
   * Reads back what earlier processes have written, as far as the disk gives it; call once, before
   * anything is published.
   *
   * @return the streams whose publishers may return
   */
  public List<Left> recover() {
    List<Left> left =
        names().parallelStream()
            .flatMap(name -> StreamName.parse(name).flatMap(this::recover).stream())
            .toList();
    writer.start();
    return left;
  }

  private List<String> names() {
    try {
      return disk.folders(LiveStore.DVR_FOLDER);
    } catch (IOException failed) {
      unreadable.increment();
      LOG.error(
          "event=dvr-unreadable no stream of the last process goes on, since their folder cannot be"
              + " read: {}",
          failed.toString());
      return List.of();
    }
  }

  private Optional<Left> recover(StreamName name) {
    if (config.windowOf(name).isZero()) {
      return Optional.empty();
    }
    try {
      Archive archive =
          Archive.open(LiveStore.dvrFolder(name.value()), memory, disk, config.listedOf(name));
      archive.unreadable().forEach(what -> tellOfUnreadable(name, what));
      Optional<Unfinished> found = archive.unfinished();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      long endEpochNanos = found.get().endEpochNanos();
      long ageMillis = clock.wallMillis() - endEpochNanos / 1_000_000;
      if (ageMillis > LONGEST_OUTAGE.toMillis()) {
        return Optional.empty();
      }
      LOG.info("stream={} event=dvr-recovered age_ms={}", name, ageMillis);
      unfinished.put(name, archive);
      return Optional.of(new Left(name, found.get().startMillis(), endEpochNanos));
    } catch (IOException | RuntimeException failed) {
      unreadable.increment();
      LOG.error(
          "stream={} event=dvr-unreadable it does not go on where the last process left it, and"
              + " begins anew: {}",
          name,
          failed.toString());
      return Optional.empty();
    }
  }

  private void tellOfUnreadable(StreamName name, String what) {
    unreadable.increment();
    LOG.error("stream={} event=dvr-unreadable a piece of its past is missing: {}", name, what);
  }

  /**
   * The past of a stream that begins now, or goes on; empty where none is kept.
   *
   * @param liveWindow what is listed at least
   */
  Optional<Rewind> of(StreamName name, Duration liveWindow) {
    @Nullable Archive left = unfinished.remove(name);
    Duration listed = config.listedOf(name);
    if (listed.isZero()) {
      return Optional.empty();
    }
    Archive archive =
        left != null ? left : new Archive(LiveStore.dvrFolder(name.value()), memory, disk, listed);
    long windowMillis = Math.max(listed.toMillis(), liveWindow.toMillis());
    return Optional.of(new Rewind(archive, writer, windowMillis));
  }

  @Override
  public void close() {
    writer.close();
  }
}
