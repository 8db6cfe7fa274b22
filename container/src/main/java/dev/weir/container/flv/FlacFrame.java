package dev.weir.container.flv;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/** What the header of a FLAC frame says, RFC 9639 §9.1. Stateless. */
final class FlacFrame {
  private static final int SYNC_CODE = 0b111_1111_1111_1100;
  private static final int MOST_NUMBER_OCTETS = 7;

  private FlacFrame() {}

  /** How many samples each channel of the frame has: 1 to 65,536. */
  static int samples(Bytes frame) throws MediaFormatException {
    ByteReader in = frame.reader("FLAC frame");
    if (in.u16() >> 1 != SYNC_CODE) {
      throw new MediaFormatException(
          MALFORMED, "FLAC frame", "expected a sync code, came " + frame);
    }
    int blockSizeBits = in.u8() >> 4;
    in.skip(1); // channels, bit depth
    skipCodedNumber(in);
    return switch (blockSizeBits) {
      case 0 -> throw new MediaFormatException(MALFORMED, "FLAC frame", "reserved block size");
      case 1 -> 192;
      case 2, 3, 4, 5 -> 144 << blockSizeBits;
      case 6 -> in.u8() + 1;
      case 7 -> in.u16() + 1;
      default -> 1 << blockSizeBits;
    };
  }

  /** §9.1.5: as in UTF-8, with up to seven octets. */
  private static void skipCodedNumber(ByteReader in) throws MediaFormatException {
    int leadingOnes = Integer.numberOfLeadingZeros(~(in.u8() << 24));
    if (leadingOnes == 1 || leadingOnes > MOST_NUMBER_OCTETS) {
      throw new MediaFormatException(MALFORMED, "FLAC frame", "coded number is malformed");
    }
    in.skip(Math.max(0, leadingOnes - 1));
  }
}
