package dev.weir.packaging.archive;

import dev.weir.storage.BlobException;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.List;

/**
 * Cuts an extent off behind its last whole fragment: a power cut, or a disk that fails, may leave
 * an entry of the index without its fragment, or a fragment without its entry.
 */
final class ExtentRepair {
  /** Older fragments were forced to disk long before. */
  private static final int UNFORCED_FRAGMENTS = 64;

  private ExtentRepair() {}

  /** After a crash: looks at the newest fragments themselves. Returns what is left. */
  static ExtentIndex verify(ExtentIndex index, DurableBlobStore disk) throws IOException {
    int doubtful = Math.max(0, index.entries().size() - UNFORCED_FRAGMENTS);
    return cut(
        index, disk, (entry, fragment) -> entry < doubtful || isWhole(index, fragment, disk));
  }

  /** After a failed sync: the store knows how much it has. Returns what is left. */
  static ExtentIndex shorten(ExtentIndex index, DurableBlobStore disk) throws IOException {
    return cut(index, disk, (_, _) -> true);
  }

  /** Whether a fragment that is there is the one that the index speaks of. */
  private interface Check {
    boolean isGood(int entry, IndexEntry.Fragment fragment) throws IOException;
  }

  private static ExtentIndex cut(ExtentIndex index, DurableBlobStore disk, Check check)
      throws IOException {
    ExtentIndex whole = index.first(wholeEntries(index, disk, check));
    disk.truncate(index.extent().index(), whole.indexBytes());
    if (whole.mediaBytes() > 0) {
      disk.truncate(index.extent().media(), whole.mediaBytes());
    }
    return whole;
  }

  /** How many of the entries, from the first on, speak of fragments that are there. */
  private static int wholeEntries(ExtentIndex index, DurableBlobStore disk, Check check)
      throws IOException {
    List<IndexEntry> entries = index.entries();
    long mediaBytes = lengthOrZero(index.extent().media(), disk);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof IndexEntry.Fragment fragment
          && (fragment.endOffset() > mediaBytes || !check.isGood(i, fragment))) {
        return i;
      }
    }
    return entries.size();
  }

  private static long lengthOrZero(String blob, DurableBlobStore disk) throws IOException {
    try {
      return disk.length(blob);
    } catch (BlobException missing) {
      return 0;
    }
  }

  private static boolean isWhole(
      ExtentIndex index, IndexEntry.Fragment fragment, DurableBlobStore disk) throws IOException {
    return IndexRecord.checksum(
            disk.read(index.extent().media(), fragment.offset(), fragment.lengthBytes()))
        == fragment.crc32c();
  }
}
