package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * The two ways to frame the NAL units of an access unit: with their lengths (ISO/IEC 14496-15
 * §4.3.2) and with start codes (ISO/IEC 14496-10 annex B). Splitting shares memory and passes over
 * empty units.
 */
public final class NalUnits {
  /** More units than any encoder puts into one access unit. */
  public static final int MAX_UNITS = 4096;

  private static final int START_CODE_OCTETS = 3;

  private NalUnits() {}

  /** Splits units that each begin with their length in {@code lengthBytes} octets: 1, 2 or 4. */
  public static List<Bytes> splitLengthPrefixed(Bytes accessUnit, int lengthBytes)
      throws MediaFormatException {
    ByteReader in = accessUnit.reader("access unit");
    var units = new ArrayList<Bytes>();
    while (!in.isAtEnd()) {
      add(units, in.bytes(length(in, lengthBytes)));
    }
    return units;
  }

  private static long length(ByteReader in, int lengthBytes) throws MediaFormatException {
    return switch (lengthBytes) {
      case 1 -> in.u8();
      case 2 -> in.u16();
      case 4 -> in.u32();
      default -> throw new IllegalArgumentException("length of a length: " + lengthBytes);
    };
  }

  /** Puts a length of 4 octets before each unit. */
  public static Bytes joinLengthPrefixed(List<Bytes> units) {
    var out = new ByteWriter();
    for (Bytes unit : units) {
      out.u32(unit.length()).bytes(unit);
    }
    return out.toBytes();
  }

  /** Splits at start codes of three or four octets; what precedes the first must be zeros. */
  public static List<Bytes> splitAnnexB(Bytes stream) throws MediaFormatException {
    var units = new ArrayList<Bytes>();
    int start = findStartCode(stream, 0);
    rejectLeadingOctets(stream, start);
    while (start < stream.length()) {
      int next = findStartCode(stream, start + START_CODE_OCTETS);
      add(units, withoutTrailingZeros(stream, start + START_CODE_OCTETS, next));
      start = next;
    }
    return units;
  }

  /** Puts a start code of four octets before each unit. */
  public static Bytes joinAnnexB(List<Bytes> units) {
    var out = new ByteWriter();
    for (Bytes unit : units) {
      out.u32(1).bytes(unit);
    }
    return out.toBytes();
  }

  /** Parameter sets of a kind of which a keyframe has new ones replace all that were known. */
  static List<Bytes> replaced(List<Bytes> known, List<Bytes> inBand) {
    return known.containsAll(inBand) ? known : inBand.stream().distinct().toList();
  }

  private static void add(List<Bytes> units, Bytes unit) throws MediaFormatException {
    if (unit.isEmpty()) {
      return;
    }
    if (units.size() == MAX_UNITS) {
      throw new MediaFormatException(LIMIT, "access unit", "more than " + MAX_UNITS + " NAL units");
    }
    units.add(unit);
  }

  /** Where the next 00 00 01 begins, or the end. */
  private static int findStartCode(Bytes stream, int from) {
    for (int i = from; i + START_CODE_OCTETS <= stream.length(); i++) {
      if (stream.at(i) == 0 && stream.at(i + 1) == 0 && stream.at(i + 2) == 1) {
        return i;
      }
    }
    return stream.length();
  }

  private static void rejectLeadingOctets(Bytes stream, int start) throws MediaFormatException {
    if (!withoutTrailingZeros(stream, 0, start).isEmpty()) {
      throw new MediaFormatException(MALFORMED, "access unit", "does not begin with a start code");
    }
  }

  /** A NAL unit never ends in a zero octet; those belong to the next start code. */
  private static Bytes withoutTrailingZeros(Bytes stream, int from, int to) {
    int end = to;
    while (end > from && stream.at(end - 1) == 0) {
      end--;
    }
    return stream.slice(from, end);
  }
}
