package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.Optional;

/**
 * The messages of an SEI unit, ISO/IEC 14496-10 §7.3.2.3 and ITU-T H.265 §7.3.2.4, which differ by
 * the length of the unit's header alone. Stateless.
 */
final class SeiMessages {
  /** pic_timing, of both. */
  static final int PICTURE_TIMING = 1;

  private static final int MOST_OCTETS = 512;

  private SeiMessages() {}

  /** A reader of the first message of a type; empty where there is none that can be read. */
  static Optional<BitReader> first(Bytes unit, int headerOctets, int type) {
    try {
      BitReader in = Rbsp.reader(unit, MOST_OCTETS, "SEI");
      in.skip(8L * (headerOctets - 1));
      while (in.bitsRemaining() > 2 * 8) {
        int found = readSum(in);
        int octets = readSum(in);
        if (found == type) {
          return Optional.of(in);
        }
        in.skip(8L * octets);
      }
    } catch (MediaFormatException cutOff) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** payload_type_byte or payload_size_byte: 255 says that more follows. */
  private static int readSum(BitReader in) throws MediaFormatException {
    int sum = 0;
    int part = 255;
    while (part == 255) {
      part = in.bits(8);
      sum += part;
    }
    return sum;
  }
}
