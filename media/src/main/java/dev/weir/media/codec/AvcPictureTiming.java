package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;

/**
 * That each picture tells how it is meant to be shown (pic_struct_present_flag), by the message
 * pic_timing of ISO/IEC 14496-10 §D.1.3. Immutable.
 *
 * @param delayBits cpb_removal_delay and dpb_output_delay, which stand before pic_struct
 */
public record AvcPictureTiming(int delayBits) {
  private static final int HEADER_OCTETS = 1;
  private static final int LAST_STRUCTURE = 8;

  /** ct_type, table D-2. */
  private static final int PROGRESSIVE_SOURCE = 0;

  private static final int INTERLACED_SOURCE = 1;

  /**
   * From what vui_parameters() have after the timing, §E.1.1. Empty where pictures do not tell, or
   * where it cannot be read: nothing else depends on it.
   */
  static Optional<AvcPictureTiming> read(BitReader in) {
    try {
      int nalDelayBits = in.flag() ? readDelayBits(in) : 0;
      int delayBits = in.flag() ? readDelayBits(in) : nalDelayBits;
      if (delayBits > 0) {
        in.skip(1); // low_delay_hrd_flag
      }
      return in.flag() ? Optional.of(new AvcPictureTiming(delayBits)) : Optional.empty();
    } catch (MediaFormatException cutOff) {
      return Optional.empty();
    }
  }

  /** hrd_parameters(), §E.1.2: no other part of it matters. */
  private static int readDelayBits(BitReader in) throws MediaFormatException {
    int buffers = 1 + VideoLimits.ue(in, 31, "cpb_cnt_minus1");
    in.skip(4 + 4); // bit_rate_scale, cpb_size_scale
    for (int i = 0; i < buffers; i++) {
      in.ue(); // bit_rate_value_minus1
      in.ue(); // cpb_size_value_minus1
      in.skip(1); // cbr_flag
    }
    in.skip(5); // initial_cpb_removal_delay_length_minus1
    int removalBits = 1 + in.bits(5);
    int outputBits = 1 + in.bits(5);
    in.skip(5); // time_offset_length
    return removalBits + outputBits;
  }

  /** Of the picture that {@code units} hold. */
  ScanType scanType(List<Bytes> units) {
    for (Bytes unit : units) {
      if (NalUnitType.of(unit) == NalUnitType.SEI) {
        Optional<BitReader> message =
            SeiMessages.first(unit, HEADER_OCTETS, SeiMessages.PICTURE_TIMING);
        if (message.isPresent()) {
          return ofMessage(message.get());
        }
      }
    }
    return ScanType.UNKNOWN;
  }

  private ScanType ofMessage(BitReader in) {
    try {
      in.skip(delayBits);
      int structure = in.bits(4);
      int source = structure <= LAST_STRUCTURE && in.flag() ? in.bits(2) : -1;
      return switch (source) {
        case PROGRESSIVE_SOURCE -> ScanType.PROGRESSIVE;
        case INTERLACED_SOURCE -> ScanType.INTERLACED;
        default -> ScanType.ofPictureStructure(structure, LAST_STRUCTURE);
      };
    } catch (MediaFormatException cutOff) {
      return ScanType.UNKNOWN;
    }
  }
}
