package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Open bitstream units of AV1, bitstream specification §5.3. A unit is kept whole, with its header
 * and its size field, so that units one behind the other are the low-overhead format that files and
 * Enhanced RTMP carry (§5.2, AV1-ISOBMFF §2.4).
 */
public final class Av1Obus {
  /** More units than any encoder puts into one temporal unit. */
  public static final int MAX_UNITS = 4096;

  private static final int FORBIDDEN_BIT = 0x80;
  private static final int EXTENSION_FLAG = 0x04;
  private static final int HAS_SIZE_FIELD = 0x02;
  private static final int MOST_SIZE_OCTETS = 8;
  private static final long MOST_SIZE = 0xFFFF_FFFFL;

  private Av1Obus() {}

  /** Splits units that each have their size, but perhaps the last; sharing memory. */
  public static List<Bytes> split(Bytes temporalUnit) throws MediaFormatException {
    ByteReader in = temporalUnit.reader("OBU");
    var units = new ArrayList<Bytes>();
    while (!in.isAtEnd()) {
      if (units.size() == MAX_UNITS) {
        throw new MediaFormatException(LIMIT, "OBU", "more than " + MAX_UNITS + " in a sample");
      }
      int start = in.position();
      readPayload(in);
      units.add(temporalUnit.slice(start, in.position()));
    }
    return units;
  }

  /** What follows the header and the size of a unit. */
  static Bytes payload(Bytes obu) throws MediaFormatException {
    return readPayload(obu.reader("OBU"));
  }

  private static Bytes readPayload(ByteReader in) throws MediaFormatException {
    int header = in.u8();
    if ((header & FORBIDDEN_BIT) != 0) {
      throw new MediaFormatException(MALFORMED, "OBU", "forbidden bit at " + (in.position() - 1));
    }
    if ((header & EXTENSION_FLAG) != 0) {
      in.skip(1);
    }
    return (header & HAS_SIZE_FIELD) != 0 ? in.bytes(size(in)) : in.rest();
  }

  /** leb128(), §4.10.5: seven bits in each octet, lowest first. */
  private static long size(ByteReader in) throws MediaFormatException {
    long size = 0;
    for (int i = 0; i < MOST_SIZE_OCTETS; i++) {
      int octet = in.u8();
      size |= (long) (octet & 0x7F) << 7 * i;
      if (octet < 0x80) {
        return checked(size);
      }
    }
    throw new MediaFormatException(MALFORMED, "OBU", "size of more than eight octets");
  }

  private static long checked(long size) throws MediaFormatException {
    if (size > MOST_SIZE) {
      throw new MediaFormatException(MALFORMED, "OBU", "size of " + size);
    }
    return size;
  }
}
