package dev.weir.packaging.archive;

import static dev.weir.packaging.archive.IndexRecord.OCTETS;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the index of one extent says, up to the first record that is not whole: it is being written,
 * or a power cut has damaged it. Immutable.
 *
 * @param nextSequence what {@link ExtentEnd} says; empty where there is none
 */
record ExtentIndex(
    ExtentName extent, IndexHeader header, IndexEntries entries, OptionalLong nextSequence) {
  /** No index of ten minutes has more, even if every part held a single frame. */
  private static final long MOST_BYTES = 16L << 20;

  /** Empty where not even the header is whole. */
  static Optional<ExtentIndex> read(ExtentName extent, DurableBlobStore disk) throws IOException {
    byte[] octets = octets(extent, disk);
    try {
      IndexHeader header =
          IndexHeader.parse(Bytes.copyOf(octets, 0, Math.min(OCTETS, octets.length)));
      IndexEntries entries = IndexEntries.whole(octets, OCTETS);
      int endAt = OCTETS * (1 + entries.count());
      return Optional.of(
          new ExtentIndex(extent, header, entries, ExtentEnd.nextSequence(octets, endAt)));
    } catch (MediaFormatException unfinished) {
      return Optional.empty();
    }
  }

  private static byte[] octets(ExtentName extent, DurableBlobStore disk) throws IOException {
    long length = disk.length(extent.index());
    if (length > MOST_BYTES) {
      throw new IOException(extent.index() + ": " + length + " bytes are too many");
    }
    var octets = new byte[(int) length];
    int at = 0;
    for (Bytes piece : disk.read(extent.index(), 0, length)) {
      piece.copyTo(octets, at);
      at += piece.length();
    }
    return octets;
  }

  /** This index without the entries after so many. */
  ExtentIndex first(int count) {
    return new ExtentIndex(extent, header, entries.first(count), OptionalLong.empty());
  }

  /** How long the file is that has just these entries. */
  long indexBytes() {
    return (long) OCTETS * (1 + entries.count());
  }

  /** Where the last of its fragments ends in the extent; 0 where there is none. */
  long mediaBytes() {
    for (int i = entries.count() - 1; i >= 0; i--) {
      if (entries.entry(i) instanceof IndexEntry.Fragment fragment) {
        return fragment.endOffset();
      }
    }
    return 0;
  }
}
