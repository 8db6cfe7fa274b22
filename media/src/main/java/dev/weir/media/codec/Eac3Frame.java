package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * The front of a syncframe of E-AC-3, ETSI TS 102 366 §E.1.2. Immutable.
 *
 * @param isDependent adds channels to the independent substream before it
 * @param substreamId of its kind, counted from 0
 * @param blocks of 256 samples: 1, 2, 3 or 6
 * @param bytes of the whole frame
 * @param substream what a dec3 says of an independent substream
 * @param channelLocations what a dec3 says of the channels of a dependent one
 */
record Eac3Frame(
    boolean isDependent,
    int substreamId,
    int blocks,
    int bytes,
    Eac3Substream substream,
    int channelLocations) {
  private static final int SYNC_WORD = 0x0B77;
  private static final int DEPENDENT = 1;
  private static final int RESERVED_TYPE = 3;
  private static final int HALF_RATE = 3;

  /** By numblkscod. */
  private static final int[] BLOCKS = {1, 2, 3, 6};

  private static final int LOWEST_BSID = 11;
  private static final int HIGHEST_BSID = 16;

  static Eac3Frame read(Bytes front) throws MediaFormatException {
    var in = new BitReader(front, "E-AC-3");
    if (in.bits(16) != SYNC_WORD) {
      throw new MediaFormatException(MALFORMED, "E-AC-3", "expected a sync word, came " + front);
    }
    int streamType = in.bits(2);
    int substreamId = in.bits(3);
    int bytes = 2 * (in.bits(11) + 1); // frmsiz
    int fscod = in.bits(2);
    requireFullRate(streamType, fscod);
    int blocks = BLOCKS[in.bits(2)];
    int acmod = in.bits(3);
    boolean hasLfe = in.flag();
    int bsid = in.bits(5);
    if (bsid < LOWEST_BSID || bsid > HIGHEST_BSID) {
      throw new MediaFormatException(UNSUPPORTED, "E-AC-3", "bsid " + bsid);
    }
    skipLevels(in, acmod == 0 ? 2 : 1);
    boolean isDependent = streamType == DEPENDENT;
    int locations = isDependent && in.flag() ? locations(in.bits(16)) : 0;
    var substream = new Eac3Substream(fscod, bsid, false, 0, acmod, hasLfe, 0, 0);
    return new Eac3Frame(isDependent, substreamId, blocks, bytes, substream, locations);
  }

  /** Begins what all substreams have of the same moment. */
  boolean isFirst() {
    return !isDependent && substreamId == 0;
  }

  /** Of a reduced rate numblkscod is not there, and there are six blocks. */
  private static void requireFullRate(int streamType, int fscod) throws MediaFormatException {
    if (streamType == RESERVED_TYPE) {
      throw new MediaFormatException(MALFORMED, "E-AC-3", "reserved strmtyp");
    }
    if (fscod == HALF_RATE) {
      throw new MediaFormatException(UNSUPPORTED, "E-AC-3", "a reduced sample rate");
    }
  }

  /** dialnorm and compr, once for each of the programmes of 1+1. */
  private static void skipLevels(BitReader in, int programmes) throws MediaFormatException {
    for (int i = 0; i < programmes; i++) {
      in.skip(5); // dialnorm
      if (in.flag()) {
        in.skip(8); // compr
      }
    }
  }

  /** From chanmap, whose highest bit is the left channel (table E.2.5), to chan_loc (F.6.1). */
  private static int locations(int channelMap) {
    int fromCentrePairs = Integer.reverse(channelMap) >>> 16 + 5 & 0xFF;
    int secondLfe = channelMap << 7 & 0x100;
    return fromCentrePairs | secondLfe;
  }
}
