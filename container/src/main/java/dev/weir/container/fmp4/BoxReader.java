package dev.weir.container.fmp4;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * Walks over the boxes on one level, ISO/IEC 14496-12 §4.2, without going into them: whoever wants
 * their content asks for it, so a hostile nesting costs nothing. Confined to one parser.
 */
final class BoxReader {
  private static final int SHORT_HEADER_BYTES = 8;
  private static final int LONG_HEADER_BYTES = 16;
  private static final int SIZE_TO_THE_END = 0;
  private static final int SIZE_OF_64_BITS = 1;

  private final ByteReader in;
  private final String where;

  BoxReader(Bytes boxes, String where) {
    in = boxes.reader(where);
    this.where = where;
  }

  boolean hasNext() {
    return !in.isAtEnd();
  }

  /** Octets before the next box. */
  int position() {
    return in.position();
  }

  Box next() throws MediaFormatException {
    long size = in.u32();
    String type = in.fourCc();
    if (size == SIZE_TO_THE_END) {
      return new Box(type, in.rest());
    }
    if (size == SIZE_OF_64_BITS) {
      return new Box(type, body(type, in.s64(), LONG_HEADER_BYTES));
    }
    return new Box(type, body(type, size, SHORT_HEADER_BYTES));
  }

  private Bytes body(String type, long size, int headerBytes) throws MediaFormatException {
    if (size < headerBytes || size - headerBytes > in.remaining()) {
      throw new MediaFormatException(
          MALFORMED, where, "box %s of %d octets, %d left".formatted(type, size, in.remaining()));
    }
    return in.bytes(size - headerBytes);
  }
}
