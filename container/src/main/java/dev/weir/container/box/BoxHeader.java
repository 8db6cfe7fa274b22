package dev.weir.container.box;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;

/**
 * Size and type of a box, ISO/IEC 14496-12 §4.2. Immutable.
 *
 * @param headerBytes 8, or 16 where the size has 64 bits
 * @param sizeBytes of the whole box, {@code headerBytes} at least, or {@link #TO_THE_END}
 */
public record BoxHeader(String type, int headerBytes, long sizeBytes) {
  public static final int SHORT_BYTES = 8;
  public static final int LONG_BYTES = 16;

  /** The box ends where the file or the box around it ends. */
  public static final long TO_THE_END = 0;

  private static final int SIZE_OF_64_BITS = 1;

  public static BoxHeader read(ByteReader in) throws MediaFormatException {
    long size = in.u32();
    String type = in.fourCc();
    if (size == TO_THE_END) {
      return new BoxHeader(type, SHORT_BYTES, TO_THE_END);
    }
    return size == SIZE_OF_64_BITS
        ? checked(new BoxHeader(type, LONG_BYTES, in.s64()))
        : checked(new BoxHeader(type, SHORT_BYTES, size));
  }

  private static BoxHeader checked(BoxHeader header) throws MediaFormatException {
    if (header.sizeBytes < header.headerBytes) {
      throw new MediaFormatException(
          MALFORMED, "box " + header.type, "%d octets".formatted(header.sizeBytes));
    }
    return header;
  }

  public boolean isOpenEnded() {
    return sizeBytes == TO_THE_END;
  }

  /** What follows the header; nothing can be said of a box that is open-ended. */
  public long bodyBytes() {
    return sizeBytes - headerBytes;
  }
}
