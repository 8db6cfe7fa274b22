package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/** Checks that the parsers of video share. */
final class VideoLimits {
  /** What the 16-bit lengths of an avcC or hvcC can carry, ISO/IEC 14496-15 §5.3.3.1, §8.3.3.1. */
  static final int MOST_PARAMETER_SET_BYTES = 0xFFFF;

  static final int MOST_PIXELS_ACROSS = 16_384;

  private VideoLimits() {}

  static void requireParameterSet(Bytes unit, NalUnitType type) throws MediaFormatException {
    requireParameterSet(unit, type.name(), NalUnitType.of(unit) == type);
  }

  static void requireParameterSet(Bytes unit, HevcNalUnitType type) throws MediaFormatException {
    requireParameterSet(unit, type.name(), HevcNalUnitType.of(unit) == type);
  }

  private static void requireParameterSet(Bytes unit, String name, boolean isOfType)
      throws MediaFormatException {
    if (!isOfType) {
      throw new MediaFormatException(MALFORMED, name, "is another NAL unit: " + unit);
    }
    if (unit.length() > MOST_PARAMETER_SET_BYTES) {
      throw new MediaFormatException(LIMIT, name, unit.length() + " octets");
    }
  }

  /** How many parameter sets of a kind there may be: one at least. */
  static void requireCount(String what, int count, int most) throws MediaFormatException {
    if (count == 0) {
      throw new MediaFormatException(MALFORMED, what, "expected at least one, came none");
    }
    if (count > most) {
      throw new MediaFormatException(LIMIT, what, "more than " + most);
    }
  }

  /** ue(v) of at most {@code most}; beyond it the element breaks its specification. */
  static int ue(BitReader in, int most, String element) throws MediaFormatException {
    int value = in.ue();
    if (value > most) {
      throw new MediaFormatException(
          MALFORMED, element, "expected at most %d, came %d".formatted(most, value));
    }
    return value;
  }

  /** A side of a picture, 1 to {@value #MOST_PIXELS_ACROSS}. */
  static int pixels(long count, String where) throws MediaFormatException {
    if (count < 1 || count > MOST_PIXELS_ACROSS) {
      throw new MediaFormatException(LIMIT, where, "side of %d pixels".formatted(count));
    }
    return (int) count;
  }

  /** What is left of a side of a picture after {@code cut} of its pixels. */
  static int cropped(int pixels, long cut, String where) throws MediaFormatException {
    if (cut >= pixels) {
      throw new MediaFormatException(
          MALFORMED, where, "crops %d of %d pixels".formatted(cut, pixels));
    }
    return pixels - (int) cut;
  }
}
