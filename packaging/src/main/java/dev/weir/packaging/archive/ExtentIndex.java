package dev.weir.packaging.archive;

import static dev.weir.packaging.archive.IndexRecord.OCTETS;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the index of one extent says, up to the first record that is not whole: it is being written,
 * or a power cut has damaged it. Immutable.
 */
record ExtentIndex(ExtentName extent, IndexHeader header, List<IndexEntry> entries) {
  /** No index of ten minutes has more, even if every part held a single frame. */
  private static final long MOST_BYTES = 16L << 20;

  ExtentIndex {
    entries = List.copyOf(entries);
  }

  /** Empty where not even the header is whole. */
  static Optional<ExtentIndex> read(ExtentName extent, DurableBlobStore disk) throws IOException {
    Bytes octets = Bytes.concat(disk.read(extent.index(), 0, length(extent, disk)));
    var entries = new ArrayList<IndexEntry>();
    IndexHeader header;
    try {
      header = IndexHeader.parse(record(octets, 0));
    } catch (MediaFormatException unfinished) {
      return Optional.empty();
    }
    try {
      for (int at = OCTETS; at + OCTETS <= octets.length(); at += OCTETS) {
        entries.add(IndexEntry.parse(record(octets, at)));
      }
    } catch (MediaFormatException cutOff) {
      // What was read before it stands.
    }
    return Optional.of(new ExtentIndex(extent, header, entries));
  }

  private static long length(ExtentName extent, DurableBlobStore disk) throws IOException {
    long length = disk.length(extent.index());
    if (length > MOST_BYTES) {
      throw new IOException(extent.index() + ": " + length + " bytes are too many");
    }
    return length;
  }

  private static Bytes record(Bytes octets, int at) {
    return octets.slice(at, Math.min(at + OCTETS, octets.length()));
  }

  /** This index without the entries after so many. */
  ExtentIndex first(int count) {
    return new ExtentIndex(extent, header, entries.subList(0, count));
  }

  /** How long the file is that has just these entries. */
  long indexBytes() {
    return (long) OCTETS * (1 + entries.size());
  }

  /** Where the last of its fragments ends in the extent; 0 where there is none. */
  long mediaBytes() {
    long end = 0;
    for (IndexEntry entry : entries) {
      if (entry instanceof IndexEntry.Fragment fragment) {
        end = fragment.endOffset();
      }
    }
    return end;
  }
}
