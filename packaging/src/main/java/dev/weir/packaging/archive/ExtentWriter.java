package dev.weir.packaging.archive;

import dev.weir.media.Bytes;
import dev.weir.media.MediaTime;
import dev.weir.packaging.Part;
import dev.weir.packaging.Segment;
import dev.weir.storage.BlobException;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one track of a period to disk: its header once, then extents and the index beside each. A
 * fragment is appended before its entry, so that an entry never speaks of what is not there.
 * Confined to the archive's thread. After an error only {@link #abandon} may follow.
 */
final class ExtentWriter {
  private final String folder;
  private final int timescale;
  private final Bytes firstRecord;
  private final DurableBlobStore disk;
  private final Set<ExtentName> unsynced;

  // Of the open extent.
  private @Nullable ExtentName open;
  private long lengthBytes;
  private int entries;

  /** Those that no power cut can take any more. */
  private int forcedEntries;

  /**
   * @param unsynced where it notes which extents it has written to
   */
  ExtentWriter(
      String folder,
      int timescale,
      IndexHeader header,
      DurableBlobStore disk,
      Set<ExtentName> unsynced) {
    this.folder = folder;
    this.timescale = timescale;
    this.firstRecord = header.toBytes();
    this.disk = disk;
    this.unsynced = unsynced;
  }

  /** Writes the track's CMAF header where it is not there yet. */
  static void writeHeader(String folder, Bytes header, DurableBlobStore disk) throws IOException {
    String name = ExtentName.header(folder);
    if (!isWhole(name, header, disk)) {
      disk.delete(name);
      disk.append(name, header);
      disk.seal(name);
    }
  }

  private static boolean isWhole(String name, Bytes header, DurableBlobStore disk)
      throws IOException {
    try {
      return disk.length(name) == header.length();
    } catch (BlobException missing) {
      return false;
    }
  }

  /**
   * Writes one part of a segment, the next.
   *
   * @param part where the bytes stand now
   * @return the part as it stands on disk
   */
  Part append(Segment segment, Part part, List<Bytes> bytes) throws IOException {
    ExtentName extent = extent(segment.startTicks());
    long offset = lengthBytes;
    for (Bytes piece : bytes) {
      disk.append(extent.media(), piece);
    }
    lengthBytes += part.lengthBytes();
    var entry =
        new IndexEntry.Fragment(
            segment.sequence(),
            segment.startTicks(),
            segment.wallMillis(),
            part.startTicks(),
            part.durationTicks(),
            part.independent(),
            part.keyframeBytes(),
            offset,
            part.lengthBytes(),
            IndexRecord.checksum(bytes));
    add(extent, entry);
    return new Part(
        extent.media(),
        offset,
        part.lengthBytes(),
        part.startTicks(),
        part.durationTicks(),
        part.independent(),
        part.keyframeBytes());
  }

  void appendGap(Segment gap) throws IOException {
    var entry =
        new IndexEntry.Gap(gap.sequence(), gap.startTicks(), gap.durationTicks(), gap.wallMillis());
    add(extent(gap.startTicks()), entry);
  }

  private void add(ExtentName extent, IndexEntry entry) throws IOException {
    entries++;
    disk.append(extent.index(), entry.toBytes(entries - forcedEntries));
  }

  /** What was written so far is safe. */
  void synced() {
    forcedEntries = entries;
  }

  /** A segment ends; an extent that is long enough ends with it. */
  void endSegment(long endTicks) throws IOException {
    @Nullable ExtentName current = open;
    if (current != null
        && MediaTime.toMillis(endTicks - current.startTicks(), timescale)
            >= ExtentName.LONGEST_MILLIS) {
      close();
    }
  }

  /**
   * Begins an extent under a name of its own, rather than that of the first segment in it.
   *
   * @param startTicks where its first segment is to begin
   */
  void begin(long startTicks) throws IOException {
    extent(startTicks);
  }

  /** Whether an extent that is open would be longer than it may be if it went on until then. */
  boolean isTooShortFor(long endTicks) {
    @Nullable ExtentName current = open;
    return current != null
        && MediaTime.toMillis(endTicks - current.startTicks(), timescale)
            > ExtentName.LONGEST_MILLIS;
  }

  /**
   * Ends the open extent for good: once this has returned, and the store was forced again, it
   * counts as whole.
   */
  void finish(long nextSequence) throws IOException {
    @Nullable ExtentName finished = open;
    if (finished != null) {
      if (lengthBytes > 0) {
        disk.seal(finished.media());
      }
      disk.force();
      disk.append(finished.index(), new ExtentEnd(nextSequence).toBytes());
      disk.seal(finished.index());
      open = null;
    }
  }

  /** Removes the open extent. */
  void discard() throws IOException {
    @Nullable ExtentName gone = open;
    open = null;
    if (gone != null) {
      disk.delete(gone.index());
      disk.delete(gone.media());
    }
  }

  void close() throws IOException {
    @Nullable ExtentName closing = open;
    open = null;
    if (closing != null) {
      try {
        if (lengthBytes > 0) {
          disk.seal(closing.media());
        }
      } finally {
        disk.seal(closing.index());
      }
    }
  }

  /** Closes it as far as that is possible. */
  void abandon(IOException failed) {
    try {
      close();
    } catch (IOException alsoFailed) {
      failed.addSuppressed(alsoFailed);
    }
  }

  /** One of that name is left of an attempt that failed, and holds no whole segment. */
  private ExtentName extent(long startTicks) throws IOException {
    @Nullable ExtentName current = open;
    if (current == null) {
      current = new ExtentName(folder, startTicks);
      unsynced.add(current);
      disk.delete(current.media());
      disk.delete(current.index());
      disk.append(current.index(), firstRecord);
      lengthBytes = 0;
      entries = 0;
      forcedEntries = 0;
      open = current;
    }
    unsynced.add(current);
    return current;
  }
}
