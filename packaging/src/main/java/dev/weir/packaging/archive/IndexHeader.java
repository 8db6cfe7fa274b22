package dev.weir.packaging.archive;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * The first record of an index: what its period and its stream are. Immutable.
 *
 * <pre>
 *  0  magic "WEIRIDX1"        24  discontinuity          44  part target, ms
 *  8  period                  32  frame rate
 * 16  stream's start, ms      40  target duration, s     52  0
 *                             48  CRC-32C of the CMAF    60  CRC-32C of all before
 *                                 header, or 0
 * </pre>
 *
 * @param periodId the period's beginning, milliseconds since 1970
 * @param startMillis when the stream's first period began, likewise
 * @param discontinuity HLS's discontinuity sequence number of the period
 * @param frameRate frames in a second; 0 for audio
 * @param cmafHeaderCrc32c of the CMAF header that the extent needs; 0 where nobody says, as for
 *     streams, whose periods have one each
 */
record IndexHeader(
    long periodId,
    long startMillis,
    long discontinuity,
    double frameRate,
    int targetDurationSeconds,
    int partTargetMillis,
    int cmafHeaderCrc32c) {
  static final int ANY_CMAF_HEADER = 0;

  private static final String MAGIC = "WEIRIDX1";

  Bytes toBytes() {
    return IndexRecord.sealed(
        new ByteWriter(IndexRecord.OCTETS)
            .utf8(MAGIC)
            .u64(periodId)
            .u64(startMillis)
            .u64(discontinuity)
            .f64(frameRate)
            .u32(targetDurationSeconds)
            .u32(partTargetMillis)
            .u32(cmafHeaderCrc32c & 0xFFFF_FFFFL)
            .zeros(8));
  }

  static IndexHeader parse(Bytes octets) throws MediaFormatException {
    ByteReader in = IndexRecord.opened(octets, "index header");
    String magic = in.utf8(MAGIC.length());
    if (!magic.equals(MAGIC)) {
      throw new MediaFormatException(
          MediaFormatException.Kind.UNSUPPORTED, "index header", "not an index of this version");
    }
    return new IndexHeader(in.s64(), in.s64(), in.s64(), in.f64(), in.s32(), in.s32(), in.s32());
  }
}
