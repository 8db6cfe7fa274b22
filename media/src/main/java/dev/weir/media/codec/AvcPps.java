package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * The identity of an H.264 picture parameter set, ISO/IEC 14496-10 §7.3.2.2. Immutable.
 *
 * @param id 0 to 255
 * @param spsId the sequence parameter set it refers to, 0 to 31
 */
public record AvcPps(int id, int spsId) {
  /** From a NAL unit of type 8 without framing. */
  public static AvcPps parse(Bytes unit) throws MediaFormatException {
    VideoLimits.requireParameterSet(unit, NalUnitType.PPS);
    BitReader in = Rbsp.reader(unit, unit.length(), "PPS");
    return new AvcPps(
        VideoLimits.ue(in, 255, "pic_parameter_set_id"),
        VideoLimits.ue(in, 31, "seq_parameter_set_id"));
  }
}
