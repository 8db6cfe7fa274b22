package dev.weir.packaging.archive;

import dev.weir.storage.BlobException;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;

/**
 * Cuts an extent off behind its last whole fragment: a power cut, or a disk that fails, may leave
 * an entry of the index without its fragment, or a fragment without its entry.
 */
final class ExtentRepair {
  private ExtentRepair() {}

  /**
   * After a crash: looks at the fragments themselves that were not forced. Returns what is left.
   */
  static ExtentIndex verify(ExtentIndex index, DurableBlobStore disk) throws IOException {
    int forced = index.entries().forced();
    return cut(index, disk, forced, fragment -> isWhole(index, fragment, disk));
  }

  /** After a failed sync: the store knows how much it has. Returns what is left. */
  static ExtentIndex shorten(ExtentIndex index, DurableBlobStore disk) throws IOException {
    return cut(index, disk, index.entries().count(), _ -> true);
  }

  /** Whether a fragment that is there is the one that the index speaks of. */
  private interface Check {
    boolean isGood(IndexEntry.Fragment fragment) throws IOException;
  }

  private static ExtentIndex cut(ExtentIndex index, DurableBlobStore disk, int forced, Check check)
      throws IOException {
    long mediaBytes = lengthOrZero(index.extent().media(), disk);
    ExtentIndex whole = index.first(wholeEntries(index.entries(), mediaBytes, forced, check));
    disk.truncate(index.extent().index(), whole.indexBytes());
    if (whole.mediaBytes() > 0) {
      disk.truncate(index.extent().media(), whole.mediaBytes());
    }
    return whole;
  }

  /** How many of the entries, from the first on, speak of fragments that are there. */
  private static int wholeEntries(IndexEntries entries, long mediaBytes, int forced, Check check)
      throws IOException {
    int whole = within(entries, mediaBytes, forced);
    while (whole < entries.count() && isThere(entries.entry(whole), mediaBytes, check)) {
      whole++;
    }
    return whole;
  }

  /** Each fragment lies behind those before it, so that the last tells of all. */
  private static int within(IndexEntries entries, long mediaBytes, int forced) {
    int within = forced;
    while (within > 0
        && !(entries.entry(within - 1) instanceof IndexEntry.Fragment fragment
            && fragment.endOffset() <= mediaBytes)) {
      within--;
    }
    return within;
  }

  private static boolean isThere(IndexEntry entry, long mediaBytes, Check check)
      throws IOException {
    return switch (entry) {
      case IndexEntry.Fragment fragment ->
          fragment.endOffset() <= mediaBytes && check.isGood(fragment);
      case IndexEntry.Gap _ -> true;
    };
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
