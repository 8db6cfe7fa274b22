package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * The first fields of an H.264 slice header, ISO/IEC 14496-10 §7.3.3. Immutable.
 *
 * @param firstMacroblock 0 where a picture begins
 */
public record AvcSliceHeader(int firstMacroblock, SliceType sliceType, int ppsId) {
  /** slice_type modulo 5, table 7-6. */
  public enum SliceType {
    P,
    B,
    I,
    SP,
    SI
  }

  /** Three Exp-Golomb codes fit into so many octets, header and emulation prevention included. */
  private static final int FRONT_OCTETS = 32;

  /** From a NAL unit of type 1, 2 or 5 without framing. */
  public static AvcSliceHeader parse(Bytes unit) throws MediaFormatException {
    if (!NalUnitType.of(unit).isPicture()) {
      throw new MediaFormatException(MALFORMED, "slice", "is another NAL unit: " + unit);
    }
    BitReader in = Rbsp.reader(unit, FRONT_OCTETS, "slice");
    int firstMacroblock = in.ue();
    int sliceType = VideoLimits.ue(in, 9, "slice_type");
    return new AvcSliceHeader(
        firstMacroblock,
        SliceType.values()[sliceType % SliceType.values().length],
        VideoLimits.ue(in, 255, "pic_parameter_set_id"));
  }
}
