package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.container.box.Box;
import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * Rows of equal length as they stand in a box, read where they are: a table of any length takes no
 * memory beside the box. Immutable.
 *
 * @param rows {@code count} times {@code rowBytes} octets
 */
record Table(Bytes rows, int rowBytes, int count) {
  static final Table EMPTY = new Table(Bytes.EMPTY, 1, 0);

  private static final int HALF = 4;

  /** Of a full box that holds a count and rows. */
  static Table parse(Box box, int rowBytes, String section) throws MediaFormatException {
    ByteReader in = box.reader();
    in.skip(4); // version, flags
    return read(in, in.u32(), rowBytes, box.type(), section);
  }

  /** {@code count} rows, which must be there. */
  static Table read(ByteReader in, long count, int rowBytes, String where, String section)
      throws MediaFormatException {
    if (count > in.remaining() / rowBytes) {
      throw new MediaFormatException(
          MALFORMED,
          where,
          "%d entries of %d octets, %d octets there (ISO/IEC 14496-12 §%s)"
              .formatted(count, rowBytes, in.remaining(), section));
    }
    return new Table(in.bytes(count * rowBytes), rowBytes, (int) count);
  }

  /** 32 bits, signed, that begin {@code at} octets into a row. */
  int s32(int row, int at) {
    int from = row * rowBytes + at;
    return rows.at(from) << 24
        | rows.at(from + 1) << 16
        | rows.at(from + 2) << 8
        | rows.at(from + 3);
  }

  long u32(int row, int at) {
    return Integer.toUnsignedLong(s32(row, at));
  }

  long s64(int row, int at) {
    return (long) s32(row, at) << 32 | u32(row, at + HALF);
  }

  int u16(int row) {
    int from = row * rowBytes;
    return rows.at(from) << 8 | rows.at(from + 1);
  }

  int u8(int row) {
    return rows.at(row);
  }
}
