package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;

/**
 * What H.265 says of fields, ITU-T H.265 §E.3.1: it codes them as pictures, or as frames like any
 * other, and tells it beside. Immutable.
 *
 * @param areCoded field_seq_flag: each picture is a field
 * @param areTold frame_field_info_present_flag: each picture has a pic_struct
 */
public record HevcFields(boolean areCoded, boolean areTold) {
  public static final HevcFields NONE = new HevcFields(false, false);

  private static final int HEADER_OCTETS = 2;
  private static final int LAST_PICTURE_STRUCTURE = 12;

  /** Those of the 48 bits of {@link HevcProfile#constraintFlags}. */
  private static final long PROGRESSIVE_SOURCE = 1L << 47;

  private static final long INTERLACED_SOURCE = 1L << 46;

  /** Of the picture that {@code units} hold. */
  ScanType scanType(HevcProfile profile, List<Bytes> units) {
    if (areCoded) {
      return ScanType.INTERLACED;
    }
    ScanType told = areTold ? told(units) : ScanType.UNKNOWN;
    return told == ScanType.UNKNOWN ? ofSource(profile) : told;
  }

  private static ScanType ofSource(HevcProfile profile) {
    boolean isProgressive = (profile.constraintFlags() & PROGRESSIVE_SOURCE) != 0;
    boolean isInterlaced = (profile.constraintFlags() & INTERLACED_SOURCE) != 0;
    if (isProgressive == isInterlaced) {
      return ScanType.UNKNOWN;
    }
    return isInterlaced ? ScanType.INTERLACED : ScanType.PROGRESSIVE;
  }

  private static ScanType told(List<Bytes> units) {
    for (Bytes unit : units) {
      if (HevcNalUnitType.of(unit) == HevcNalUnitType.PREFIX_SEI) {
        ScanType told = ofMessages(unit);
        if (told != ScanType.UNKNOWN) {
          return told;
        }
      }
    }
    return ScanType.UNKNOWN;
  }

  private static ScanType ofMessages(Bytes unit) {
    Optional<BitReader> timing = SeiMessages.first(unit, HEADER_OCTETS, SeiMessages.PICTURE_TIMING);
    try {
      return timing.isEmpty()
          ? ScanType.UNKNOWN
          : ScanType.ofPictureStructure(timing.get().bits(4), LAST_PICTURE_STRUCTURE);
    } catch (MediaFormatException cutOff) {
      return ScanType.UNKNOWN;
    }
  }
}
