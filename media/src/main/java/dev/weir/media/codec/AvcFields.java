package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;

/**
 * How an H.264 sequence parameter set allows fields, ISO/IEC 14496-10 §7.4.2.1.1. Immutable.
 *
 * @param areAllowed frame_mbs_only_flag is 0; some encoders allow fields and make none
 * @param areAdaptive mb_adaptive_frame_field_flag: pairs of macroblocks of a frame may be coded as
 *     fields, of which its slices say nothing before their first macroblock
 * @param bitsBefore colour_plane_id and frame_num, which a slice header has before field_pic_flag
 * @param timing where pictures tell what they are
 */
public record AvcFields(
    boolean areAllowed, boolean areAdaptive, int bitsBefore, Optional<AvcPictureTiming> timing) {
  public static final AvcFields NONE = new AvcFields(false, false, 0, Optional.empty());

  /** Three Exp-Golomb codes and what follows, header and emulation prevention included. */
  private static final int FRONT_OCTETS = 48;

  AvcFields toldBy(Optional<AvcPictureTiming> pictures) {
    return new AvcFields(areAllowed, areAdaptive, bitsBefore, pictures);
  }

  /** Of the picture that {@code units} hold. */
  ScanType scanType(List<Bytes> units) {
    if (!areAllowed) {
      return ScanType.PROGRESSIVE;
    }
    ScanType told = timing.map(each -> each.scanType(units)).orElse(ScanType.UNKNOWN);
    return told == ScanType.UNKNOWN ? coded(units) : told;
  }

  private ScanType coded(List<Bytes> units) {
    for (Bytes unit : units) {
      NalUnitType type = NalUnitType.of(unit);
      if (type == NalUnitType.SLICE || type == NalUnitType.IDR_SLICE) {
        return ofSlice(unit);
      }
    }
    return ScanType.UNKNOWN;
  }

  /** From field_pic_flag, §7.3.3. */
  private ScanType ofSlice(Bytes unit) {
    try {
      BitReader in = Rbsp.reader(unit, FRONT_OCTETS, "slice");
      in.ue(); // first_mb_in_slice
      in.ue(); // slice_type
      in.ue(); // pic_parameter_set_id
      in.skip(bitsBefore);
      if (in.flag()) {
        return ScanType.INTERLACED;
      }
      return areAdaptive ? ScanType.UNKNOWN : ScanType.PROGRESSIVE;
    } catch (MediaFormatException e) {
      return ScanType.UNKNOWN;
    }
  }
}
