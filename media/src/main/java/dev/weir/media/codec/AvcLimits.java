package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/** Checks that the parsers of H.264 share. */
final class AvcLimits {
  /** What the 16-bit lengths of an avcC can carry, ISO/IEC 14496-15 §5.3.3.1. */
  static final int MOST_PARAMETER_SET_BYTES = 0xFFFF;

  private AvcLimits() {}

  static Bytes requireParameterSet(Bytes unit, NalUnitType type) throws MediaFormatException {
    if (NalUnitType.of(unit) != type) {
      throw new MediaFormatException(MALFORMED, type.name(), "is another NAL unit: " + unit);
    }
    if (unit.length() > MOST_PARAMETER_SET_BYTES) {
      throw new MediaFormatException(LIMIT, type.name(), unit.length() + " octets");
    }
    return unit;
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
}
