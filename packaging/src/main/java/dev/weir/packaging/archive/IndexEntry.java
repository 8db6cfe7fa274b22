package dev.weir.packaging.archive;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import java.nio.ByteBuffer;

/**
 * One record of an extent's index. Times are ticks of the track since 1970. Immutable.
 *
 * <pre>
 *  0  kind                     8  offset in the extent   40  segment's start
 *  1  flags: 1 independent    16  start                  48  segment's date, ms
 *  2  entries not forced      24  octets of keyframe     56  CRC-32C of the fragment
 *  4  length in octets        28  duration               60  CRC-32C of all before
 *                             32  segment's sequence
 * </pre>
 *
 * <p>The entries not forced are those, this one with them, that were written since the last sync
 * that went well: what is before them is where no power cut can take it. Of {@value #ALL_UNFORCED}
 * and more nothing is said but that; 0 stands for nothing known, as in what earlier versions have
 * written.
 *
 * <p>Earlier versions also knew of no keyframes and had a duration of 64 bits in its place, of
 * which the upper half was 0.
 */
sealed interface IndexEntry {
  /**
   * A fragment, the next of its segment or the first of another.
   *
   * @param keyframeBytes as {@link dev.weir.packaging.Part#keyframeBytes}
   */
  record Fragment(
      long sequence,
      long segmentStartTicks,
      long segmentWallMillis,
      long startTicks,
      long durationTicks,
      boolean independent,
      int keyframeBytes,
      long offset,
      int lengthBytes,
      int crc32c)
      implements IndexEntry {
    long endTicks() {
      return startTicks + durationTicks;
    }

    /** Where it ends in the extent. */
    long endOffset() {
      return offset + lengthBytes;
    }
  }

  /** A segment for which nothing was sent. */
  record Gap(long sequence, long startTicks, long durationTicks, long wallMillis)
      implements IndexEntry {}

  int FRAGMENT = 1;
  int GAP = 2;
  int INDEPENDENT = 1;
  int ALL_UNFORCED = 0xFFFF;

  int FLAGS_AT = 1;
  int UNFORCED_AT = 2;
  int LENGTH_AT = 4;
  int OFFSET_AT = 8;
  int START_AT = 16;
  int KEYFRAME_AT = 24;
  int DURATION_AT = 28;
  int SEQUENCE_AT = 32;
  int SEGMENT_START_AT = 40;
  int SEGMENT_WALL_AT = 48;
  int CHECKSUM_AT = 56;

  /**
   * The entry as a record.
   *
   * @param unforced how many entries of the index, with this one, a power cut could still take
   */
  default Bytes toBytes(int unforced) {
    int told = Math.min(unforced, ALL_UNFORCED);
    var out = new ByteWriter(IndexRecord.OCTETS);
    switch (this) {
      case Fragment fragment ->
          out.u8(FRAGMENT)
              .u8(fragment.independent ? INDEPENDENT : 0)
              .u16(told)
              .u32(fragment.lengthBytes)
              .u64(fragment.offset)
              .u64(fragment.startTicks)
              .u32(fragment.keyframeBytes)
              .u32(fragment.durationTicks)
              .u64(fragment.sequence)
              .u64(fragment.segmentStartTicks)
              .u64(fragment.segmentWallMillis)
              .u32(fragment.crc32c & 0xFFFF_FFFFL);
      case Gap gap ->
          out.u8(GAP)
              .u8(0)
              .u16(told)
              .zeros(12)
              .u64(gap.startTicks)
              .u32(0)
              .u32(gap.durationTicks)
              .u64(gap.sequence)
              .u64(gap.startTicks)
              .u64(gap.wallMillis)
              .zeros(4);
    }
    return IndexRecord.sealed(out);
  }

  /** Whether a whole record is an entry of a kind that this version knows. */
  static boolean isKnown(ByteBuffer octets, int at) {
    int kind = octets.get(at);
    return kind == FRAGMENT || kind == GAP;
  }

  /** How many of the entries, up to the one that begins at {@code at}, it says are in doubt. */
  static int unforced(ByteBuffer octets, int at) {
    return octets.getChar(at + UNFORCED_AT);
  }

  /** That of the segment of the entry that begins at {@code at}. */
  static long sequence(ByteBuffer octets, int at) {
    return octets.getLong(at + SEQUENCE_AT);
  }

  /** Where it ends. */
  static long endTicks(ByteBuffer octets, int at) {
    return octets.getLong(at + START_AT) + durationTicks(octets, at);
  }

  private static long durationTicks(ByteBuffer octets, int at) {
    return Integer.toUnsignedLong(octets.getInt(at + DURATION_AT));
  }

  /** Where its fragment ends in the extent; 0 for a gap. */
  static long endOffset(ByteBuffer octets, int at) {
    return octets.getLong(at + OFFSET_AT) + octets.getInt(at + LENGTH_AT);
  }

  /** The entry that begins at {@code at}, a whole record of a known kind. */
  static IndexEntry read(ByteBuffer octets, int at) {
    long startTicks = octets.getLong(at + START_AT);
    long durationTicks = durationTicks(octets, at);
    long wallMillis = octets.getLong(at + SEGMENT_WALL_AT);
    if (octets.get(at) == GAP) {
      return new Gap(sequence(octets, at), startTicks, durationTicks, wallMillis);
    }
    return new Fragment(
        sequence(octets, at),
        octets.getLong(at + SEGMENT_START_AT),
        wallMillis,
        startTicks,
        durationTicks,
        (octets.get(at + FLAGS_AT) & INDEPENDENT) != 0,
        octets.getInt(at + KEYFRAME_AT),
        octets.getLong(at + OFFSET_AT),
        octets.getInt(at + LENGTH_AT),
        octets.getInt(at + CHECKSUM_AT));
  }
}
