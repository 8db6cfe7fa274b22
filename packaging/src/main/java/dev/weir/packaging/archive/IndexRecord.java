package dev.weir.packaging.archive;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The form that all records of an index share: 64 octets, big-endian, of which the last four are a
 * checksum. So a reader knows a record that was cut off, or never reached the disk, by itself.
 */
final class IndexRecord {
  static final int OCTETS = 64;
  private static final int CHECKSUM_AT = OCTETS - 4;

  private IndexRecord() {}

  /** With its checksum added. */
  static Bytes sealed(ByteWriter record) {
    if (record.length() != CHECKSUM_AT) {
      throw new IllegalStateException("record of " + record.length() + " octets");
    }
    return record.u32(checksum(record.toBytes().toArray(), 0) & 0xFFFF_FFFFL).toBytes();
  }

  /** A reader of its fields. */
  static ByteReader opened(Bytes octets, String what) throws MediaFormatException {
    if (octets.length() != OCTETS || !isWhole(octets.toArray(), 0)) {
      throw new MediaFormatException(
          MediaFormatException.Kind.MALFORMED, what, "checksum does not match");
    }
    return octets.reader(what);
  }

  /** Whether the record that begins at {@code at}, all of which is there, has its checksum. */
  static boolean isWhole(byte[] octets, int at) {
    return checksum(octets, at) == ByteBuffer.wrap(octets).getInt(at + CHECKSUM_AT);
  }

  private static int checksum(byte[] octets, int at) {
    var checksum = new CRC32C();
    checksum.update(octets, at, CHECKSUM_AT);
    return (int) checksum.getValue();
  }

  static int checksum(List<Bytes> pieces) {
    var checksum = new CRC32C();
    pieces.forEach(piece -> checksum.update(piece.asByteBuffer()));
    return (int) checksum.getValue();
  }
}
