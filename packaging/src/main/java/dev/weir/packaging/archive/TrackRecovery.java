package dev.weir.packaging.archive;

import dev.weir.media.MediaTime;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one track of a period back from disk after the process that wrote it has gone. What is
 * there is what the index says, up to the first entry that is not whole, or whose fragment is not:
 * a power cut may leave either without the other. What is behind it is cut off.
 */
final class TrackRecovery {
  /**
   * The newest of a track may have been written to since the last sync, and the one before it too,
   * where it ended only then.
   */
  private static final int DOUBTFUL_EXTENTS = 2;

  private final TrackFiles files;
  private final DurableBlobStore disk;
  private final long shownMillis;
  private final List<String> unreadable;

  /**
   * @param shownMillis how much of it is of interest, up to its newest extent
   * @param unreadable where it says what the disk does not give back
   */
  TrackRecovery(
      TrackFiles files, DurableBlobStore disk, long shownMillis, List<String> unreadable) {
    this.files = files;
    this.disk = disk;
    this.shownMillis = shownMillis;
    this.unreadable = unreadable;
  }

  /** A track as it was found, with its segments. */
  record Found(IndexHeader header, PeriodTrack track) {}

  /**
   * Empty where nothing of it can be shown.
   *
   * @throws IOException where its newest extent, or its header, cannot be read
   */
  Optional<Found> run() throws IOException {
    PeriodTrack empty = files.read(disk);
    var assembly = new SegmentAssembly();
    @Nullable IndexHeader header = null;
    for (ExtentName extent : shown(empty.timescale())) {
      Optional<ExtentIndex> read = read(extent);
      if (read.isPresent()) {
        header = read.get().header();
        assembly.add(read.get());
      }
    }
    List<Segment> segments = assembly.segments();
    return header == null || segments.isEmpty()
        ? Optional.empty()
        : Optional.of(new Found(header, empty.with(header.frameRate()).with(segments)));
  }

  /** An extent is as long as the next begins after it. */
  private List<ExtentName> shown(int timescale) {
    List<ExtentName> all = files.extents();
    long shownTicks = MediaTime.convert(shownMillis, MediaTime.MILLIS_PER_SECOND, timescale);
    long oldestTicks = all.getLast().startTicks() - shownTicks;
    int first = Math.max(0, all.size() - DOUBTFUL_EXTENTS);
    while (first > 0 && all.get(first).startTicks() > oldestTicks) {
      first--;
    }
    return all.subList(first, all.size());
  }

  private Optional<ExtentIndex> read(ExtentName extent) throws IOException {
    int newer = files.extents().size() - 1 - files.extents().indexOf(extent);
    try {
      Optional<ExtentIndex> read = ExtentIndex.read(extent, disk);
      return read.isPresent() && newer < DOUBTFUL_EXTENTS
          ? Optional.of(ExtentRepair.verify(read.get(), disk))
          : read;
    } catch (IOException failed) {
      if (newer == 0) {
        throw failed;
      }
      unreadable.add(extent.index() + ": " + failed.getMessage());
      return Optional.empty();
    }
  }
}
