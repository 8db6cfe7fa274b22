package dev.weir.packaging.archive;

import static dev.weir.packaging.archive.IndexRecord.OCTETS;

import java.nio.ByteBuffer;

/**
 * The entries of one index as they stand in its file, each read only when it is asked for: a server
 * that starts has millions of them before it, and looks at few. Immutable.
 */
final class IndexEntries {
  /** Where nothing is told: older ones were forced to disk long before. */
  private static final int UNFORCED_AT_MOST = 64;

  private final ByteBuffer octets;
  private final int firstAt;
  private final int count;

  private IndexEntries(ByteBuffer octets, int firstAt, int count) {
    this.octets = octets;
    this.firstAt = firstAt;
    this.count = count;
  }

  /**
   * All up to the first that is not whole, or of a kind that is not known.
   *
   * @param octets nobody may write to them from now on
   * @param firstAt where the first entry begins
   */
  static IndexEntries whole(byte[] octets, int firstAt) {
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    int at = firstAt;
    while (at + OCTETS <= octets.length
        && IndexRecord.isWhole(octets, at)
        && IndexEntry.isKnown(buffer, at)) {
      at += OCTETS;
    }
    return new IndexEntries(buffer, firstAt, (at - firstAt) / OCTETS);
  }

  IndexEntries first(int fewer) {
    return new IndexEntries(octets, firstAt, fewer);
  }

  int count() {
    return count;
  }

  /** How many of them, from the first on, no power cut can have taken. */
  int forced() {
    if (count == 0) {
      return 0;
    }
    int unforced = IndexEntry.unforced(octets, at(count - 1));
    return switch (unforced) {
      case 0 -> Math.max(0, count - UNFORCED_AT_MOST);
      case IndexEntry.ALL_UNFORCED -> 0;
      default -> Math.max(0, count - unforced);
    };
  }

  IndexEntry entry(int number) {
    return IndexEntry.read(octets, at(number));
  }

  /** Just that of the entry, whatever its kind. */
  long sequence(int number) {
    return IndexEntry.sequence(octets, at(number));
  }

  /** Likewise. */
  long endTicks(int number) {
    return IndexEntry.endTicks(octets, at(number));
  }

  /** Where the fragment ends in the extent; 0 for a gap. */
  long endOffset(int number) {
    return IndexEntry.endOffset(octets, at(number));
  }

  private int at(int number) {
    return firstAt + number * OCTETS;
  }
}
