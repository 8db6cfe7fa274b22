package dev.weir.packaging.archive;

import static dev.weir.packaging.archive.IndexRecord.OCTETS;

import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.Track;
import dev.weir.packaging.Part;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one track of a period back from disk after the process that wrote it has gone. What is
 * there is what the index says, up to the first entry that is not whole, or whose fragment is not:
 * a power cut may leave either without the other.
 */
final class ArchiveReader {
  /** No index of ten minutes has more, even if every part held a single frame. */
  private static final long MOST_INDEX_BYTES = 16L << 20;

  /** Older fragments were forced to disk long before. */
  private static final int UNFORCED_FRAGMENTS = 64;

  private final DurableBlobStore disk;

  // Of the track.
  private final TreeMap<Long, Segment> segments = new TreeMap<>();
  private @Nullable IndexHeader header;

  ArchiveReader(DurableBlobStore disk) {
    this.disk = disk;
  }

  /** A track as it was found, with its segments. */
  record Found(IndexHeader header, PeriodTrack track) {}

  /**
   * Reads the extents of one track.
   *
   * @param extents oldest first
   * @return empty where nothing of it can be shown
   */
  Optional<Found> read(String folder, String rendition, List<ExtentName> extents)
      throws IOException {
    for (ExtentName extent : extents) {
      readExtent(extent, extent.equals(extents.getLast()));
    }
    @Nullable IndexHeader known = header;
    if (known == null || segments.isEmpty()) {
      return Optional.empty();
    }
    Bytes cmafHeader = whole(ExtentName.header(folder));
    try {
      Track track = FragmentedMp4Reader.open(cmafHeader).tracks().getFirst();
      return Optional.of(
          new Found(
              known,
              new PeriodTrack(
                  rendition,
                  track,
                  cmafHeader,
                  known.frameRate(),
                  List.copyOf(segments.values()))));
    } catch (MediaFormatException damaged) {
      throw new IOException(ExtentName.header(folder) + ": " + damaged.getMessage(), damaged);
    }
  }

  private void readExtent(ExtentName extent, boolean isLast) throws IOException {
    Bytes index = whole(extent.index());
    List<IndexEntry> entries = new ArrayList<>();
    try {
      header = IndexHeader.parse(record(index, 0));
      for (int at = OCTETS; at + OCTETS <= index.length(); at += OCTETS) {
        entries.add(IndexEntry.parse(record(index, at)));
      }
    } catch (MediaFormatException cutOff) {
      // What was read before it stands.
    }
    int whole = isLast ? wholeEntries(extent, entries) : entries.size();
    entries.subList(0, whole).forEach(entry -> take(extent, entry));
    if (isLast) {
      cutAfter(extent, entries.subList(0, whole));
    }
  }

  private static Bytes record(Bytes index, int at) {
    return index.slice(at, Math.min(at + OCTETS, index.length()));
  }

  /** How many of the entries, from the first on, speak of fragments that are there. */
  private int wholeEntries(ExtentName extent, List<IndexEntry> entries) throws IOException {
    int doubtful = Math.max(0, entries.size() - UNFORCED_FRAGMENTS);
    for (int i = doubtful; i < entries.size(); i++) {
      if (entries.get(i) instanceof IndexEntry.Fragment fragment && !isThere(extent, fragment)) {
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

  private void cutAfter(ExtentName extent, List<IndexEntry> entries) throws IOException {
    disk.truncate(extent.index(), (long) OCTETS * (1 + entries.size()));
    long end = 0;
    for (IndexEntry entry : entries) {
      if (entry instanceof IndexEntry.Fragment fragment) {
        end = fragment.offset() + fragment.lengthBytes();
      }
    }
    if (end > 0) {
      disk.truncate(extent.media(), end);
    }
  }

  private void take(ExtentName extent, IndexEntry entry) {
    switch (entry) {
      case IndexEntry.Fragment fragment -> take(extent, fragment);
      case IndexEntry.Gap gap ->
          segments.put(
              gap.sequence(),
              new Segment(
                  gap.sequence(),
                  gap.startTicks(),
                  gap.durationTicks(),
                  gap.wallMillis(),
                  List.of(),
                  true));
    }
  }

  /** One that was begun in another extent and could not be finished there is begun anew. */
  private void take(ExtentName extent, IndexEntry.Fragment fragment) {
    @Nullable Segment begun = segments.get(fragment.sequence());
    long offset = fragment.offset();
    long startTicks = fragment.startTicks();
    boolean independent = fragment.independent();
    if (begun != null && !begun.parts().isEmpty()) {
      Part before = begun.parts().getFirst();
      if (before.extent().equals(extent.media())) {
        offset = before.offset();
        startTicks = before.startTicks();
        independent = before.independent();
      }
    }
    long durationTicks = fragment.endTicks() - startTicks;
    int lengthBytes = (int) (fragment.offset() + fragment.lengthBytes() - offset);
    var part =
        new Part(extent.media(), offset, lengthBytes, startTicks, durationTicks, independent);
    segments.put(
        fragment.sequence(),
        new Segment(
            fragment.sequence(),
            fragment.segmentStartTicks(),
            durationTicks,
            fragment.segmentWallMillis(),
            List.of(part),
            true));
  }

  private Bytes whole(String name) throws IOException {
    long length = disk.length(name);
    if (length > MOST_INDEX_BYTES) {
      throw new IOException(name + ": " + length + " bytes are too many");
    }
    return Bytes.concat(disk.read(name, 0, length));
  }
}
