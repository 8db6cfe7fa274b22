package dev.weir.packaging.archive;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * One record of an extent's index. Times are ticks of the track since 1970. Immutable.
 *
 * <pre>
 *  0  kind                     8  offset in the extent   40  segment's start
 *  1  flags: 1 independent    16  start                  48  segment's date, ms
 *  2  0                       24  octets of keyframe     56  CRC-32C of the fragment
 *  4  length in octets        28  duration               60  CRC-32C of all before
 *                             32  segment's sequence
 * </pre>
 *
 * <p>Earlier versions knew of no keyframes and had a duration of 64 bits in its place, of which the
 * upper half was 0.
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

  default Bytes toBytes() {
    var out = new ByteWriter(IndexRecord.OCTETS);
    switch (this) {
      case Fragment fragment ->
          out.u8(FRAGMENT)
              .u8(fragment.independent ? INDEPENDENT : 0)
              .u16(0)
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
              .zeros(15)
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

  static IndexEntry parse(Bytes octets) throws MediaFormatException {
    ByteReader in = IndexRecord.opened(octets, "index entry");
    int kind = in.u8();
    boolean independent = (in.u8() & INDEPENDENT) != 0;
    in.skip(2);
    int lengthBytes = in.s32();
    long offset = in.s64();
    long startTicks = in.s64();
    int keyframeBytes = in.s32();
    long durationTicks = in.u32();
    long sequence = in.s64();
    long segmentStartTicks = in.s64();
    long wallMillis = in.s64();
    int crc32c = in.s32();
    return switch (kind) {
      case FRAGMENT ->
          new Fragment(
              sequence,
              segmentStartTicks,
              wallMillis,
              startTicks,
              durationTicks,
              independent,
              keyframeBytes,
              offset,
              lengthBytes,
              crc32c);
      case GAP -> new Gap(sequence, startTicks, durationTicks, wallMillis);
      default ->
          throw new MediaFormatException(
              MediaFormatException.Kind.UNSUPPORTED, "index entry", "kind " + kind);
    };
  }
}
