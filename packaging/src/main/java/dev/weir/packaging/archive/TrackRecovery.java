package dev.weir.packaging.archive;

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
  /** Older fragments were forced to disk long before. */
  private static final int UNFORCED_FRAGMENTS = 64;

  private final TrackFiles files;
  private final DurableBlobStore disk;

  TrackRecovery(TrackFiles files, DurableBlobStore disk) {
    this.files = files;
    this.disk = disk;
  }

  /** A track as it was found, with its segments. */
  record Found(IndexHeader header, PeriodTrack track) {}

  /** Empty where nothing of it can be shown. */
  Optional<Found> run() throws IOException {
    var assembly = new SegmentAssembly();
    @Nullable IndexHeader header = null;
    for (ExtentName extent : files.extents()) {
      Optional<ExtentIndex> read = ExtentIndex.read(extent, disk);
      if (extent.equals(files.extents().getLast())) {
        read = cut(extent, read);
      }
      if (read.isPresent()) {
        header = read.get().header();
        assembly.add(read.get());
      }
    }
    List<Segment> segments = assembly.segments();
    return header == null || segments.isEmpty()
        ? Optional.empty()
        : Optional.of(new Found(header, files.read(disk).with(header.frameRate()).with(segments)));
  }

  private Optional<ExtentIndex> cut(ExtentName extent, Optional<ExtentIndex> read)
      throws IOException {
    if (read.isEmpty()) {
      return read;
    }
    ExtentIndex whole = read.get().first(wholeEntries(read.get()));
    disk.truncate(extent.index(), whole.indexBytes());
    if (whole.mediaBytes() > 0) {
      disk.truncate(extent.media(), whole.mediaBytes());
    }
    return Optional.of(whole);
  }

  /** How many of the entries, from the first on, speak of fragments that are there. */
  private int wholeEntries(ExtentIndex index) throws IOException {
    List<IndexEntry> entries = index.entries();
    int doubtful = Math.max(0, entries.size() - UNFORCED_FRAGMENTS);
    for (int i = doubtful; i < entries.size(); i++) {
      if (entries.get(i) instanceof IndexEntry.Fragment fragment
          && !isThere(index.extent(), fragment)) {
        return i;
      }
    }
    return entries.size();
  }

  private boolean isThere(ExtentName extent, IndexEntry.Fragment fragment) throws IOException {
    return fragment.offset() + fragment.lengthBytes() <= disk.length(extent.media())
        && IndexRecord.checksum(
                disk.read(extent.media(), fragment.offset(), fragment.lengthBytes()))
            == fragment.crc32c();
  }
}
