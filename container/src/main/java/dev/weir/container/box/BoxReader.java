package dev.weir.container.box;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * Walks over the boxes on one level, ISO/IEC 14496-12 §4.2, without going into them: whoever wants
 * their content asks for it, so a hostile nesting costs nothing. Confined to one parser.
 */
public final class BoxReader {
  private final ByteReader in;
  private final String where;

  public BoxReader(Bytes boxes, String where) {
    in = boxes.reader(where);
    this.where = where;
  }

  /** QuickTime ends some lists with a zero of 32 bits: what is too short for a box is none. */
  public boolean hasNext() {
    return in.remaining() >= BoxHeader.SHORT_BYTES;
  }

  /** Octets before the next box. */
  public int position() {
    return in.position();
  }

  public Box next() throws MediaFormatException {
    BoxHeader header = BoxHeader.read(in);
    return new Box(header.type(), header.isOpenEnded() ? in.rest() : body(header));
  }

  private Bytes body(BoxHeader header) throws MediaFormatException {
    if (header.bodyBytes() > in.remaining()) {
      throw new MediaFormatException(
          MALFORMED,
          where,
          "box %s of %d octets, %d left"
              .formatted(header.type(), header.sizeBytes(), in.remaining()));
    }
    return in.bytes(header.bodyBytes());
  }
}
