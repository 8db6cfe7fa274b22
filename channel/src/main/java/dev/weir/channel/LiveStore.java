package dev.weir.channel;

import dev.weir.media.Bytes;
import dev.weir.media.Clock;
import dev.weir.packaging.Part;
import dev.weir.storage.BlobException;
import dev.weir.storage.BlobStore;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where the bytes of live streams are: in memory at the live edge, on disk behind it. Thread-safe.
 */
public final class LiveStore {
  private static final String LIVE_FOLDER = "live/";

  /** Below which the disk keeps all streams. */
  static final String DVR_FOLDER = "dvr";

  private final BlobStore memory;
  private final Optional<DurableBlobStore> disk;
  private final Clock clock;
  private final LongAdder overtakenReads = new LongAdder();

  /** When an extent on disk was last read; those that nobody reads are forgotten. */
  private final Map<String, Long> readNanos = new ConcurrentHashMap<>();

  /**
   * @param disk empty where nothing is kept
   */
  public LiveStore(BlobStore memory, Optional<DurableBlobStore> disk, Clock clock) {
    this.memory = memory;
    this.disk = disk;
    this.clock = clock;
  }

  /** Where the memory keeps a stream. */
  static String liveFolder(String stream) {
    return LIVE_FOLDER + stream;
  }

  /** Where the disk keeps a stream. */
  static String dvrFolder(String stream) {
    return DVR_FOLDER + "/" + stream;
  }

  /** The stream of an extent on disk. */
  static String streamOf(String extent) {
    return extent.substring(DVR_FOLDER.length() + 1).split("/", 2)[0];
  }

  /** Whether reading all of them takes no disk, so that a loop may. */
  public boolean isAtHand(List<Part> parts) {
    return parts.stream().allMatch(LiveStore::isInMemory);
  }

  /**
   * The bytes of parts in their order. Blocks unless {@link #isAtHand}.
   *
   * @throws IOException where one is not there any more
   */
  public List<Bytes> read(List<Part> parts) throws IOException {
    var pieces = new ArrayList<Bytes>();
    for (Part part : parts) {
      pieces.addAll(read(part));
    }
    return pieces;
  }

  private List<Bytes> read(Part part) throws IOException {
    try {
      return store(part).read(part.extent(), part.offset(), part.lengthBytes());
    } catch (BlobException gone) {
      if (isInMemory(part)) {
        overtakenReads.increment();
      }
      throw gone;
    }
  }

  /** How many reads were for what its live window had given up before they came to it. */
  public long overtakenReads() {
    return overtakenReads.sum();
  }

  private BlobStore store(Part part) {
    if (isInMemory(part)) {
      return memory;
    }
    readNanos.put(part.extent(), clock.monotonicNanos());
    return disk.orElseThrow();
  }

  private static boolean isInMemory(Part part) {
    return part.extent().startsWith(LIVE_FOLDER);
  }

  boolean wasReadWithin(String extent, Duration age) {
    Long nanos = readNanos.get(extent);
    return nanos != null && clock.monotonicNanos() - nanos <= age.toNanos();
  }

  void forgetReadsBefore(Duration age) {
    long nowNanos = clock.monotonicNanos();
    readNanos.values().removeIf(nanos -> nowNanos - nanos > age.toNanos());
  }
}
