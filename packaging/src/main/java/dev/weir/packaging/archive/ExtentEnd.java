package dev.weir.packaging.archive;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * The last record of an index to which nothing is to be added: written only when no power cut can
 * take anything of its extent any more. Streams do without, since what is on disk of them counts in
 * any case. Immutable.
 *
 * <pre>
 *  0  kind 3         32  sequence of the segment that follows      60  CRC-32C of all before
 * </pre>
 *
 * @param nextSequence of the segment with which the next extent begins
 */
record ExtentEnd(long nextSequence) {
  private static final int KIND = 3;

  Bytes toBytes() {
    return IndexRecord.sealed(
        new ByteWriter(IndexRecord.OCTETS).u8(KIND).zeros(31).u64(nextSequence).zeros(20));
  }

  /** What the record says that begins at {@code at}; empty where it is none, or not whole. */
  static OptionalLong nextSequence(byte[] octets, int at) {
    return at + IndexRecord.OCTETS <= octets.length
            && octets[at] == KIND
            && IndexRecord.isWhole(octets, at)
        ? OptionalLong.of(ByteBuffer.wrap(octets).getLong(at + IndexEntry.SEQUENCE_AT))
        : OptionalLong.empty();
  }
}
