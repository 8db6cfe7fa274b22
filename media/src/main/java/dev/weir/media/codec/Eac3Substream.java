package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.MediaFormatException;

/**
 * An independent substream of E-AC-3 with those that depend on it, ETSI TS 102 366 §F.6. Immutable.
 *
 * @param fscod sample rate, 0 to 2
 * @param bsid version of the bitstream, 11 to 16
 * @param asvc is an associated service
 * @param bsmod kind of service, 0 to 7
 * @param acmod which channels there are, 0 to 7
 * @param lfe there is a channel for low frequencies
 * @param dependents how many substreams depend on it, 0 to 15
 * @param channelLocations chan_loc, 9 bits: which channels they add
 */
public record Eac3Substream(
    int fscod,
    int bsid,
    boolean asvc,
    int bsmod,
    int acmod,
    boolean lfe,
    int dependents,
    int channelLocations) {
  /** Of chan_loc, those that stand for two channels, table F.6.1. */
  private static final int PAIRS = 0b0_0111_0011;

  static Eac3Substream read(BitReader in) throws MediaFormatException {
    int fscod = in.bits(2);
    int bsid = in.bits(5);
    in.skip(1); // reserved
    boolean isAssociated = in.flag();
    int bsmod = in.bits(3);
    int acmod = in.bits(3);
    boolean hasLfe = in.flag();
    in.skip(3); // reserved
    int dependents = in.bits(4);
    int locations = in.bits(dependents > 0 ? 9 : 1);
    return new Eac3Substream(
        fscod,
        bsid,
        isAssociated,
        bsmod,
        acmod,
        hasLfe,
        dependents,
        dependents > 0 ? locations : 0);
  }

  /** The substream with another one that depends on it. */
  Eac3Substream withDependent(int addedLocations) {
    return new Eac3Substream(
        fscod, bsid, asvc, bsmod, acmod, lfe, dependents + 1, channelLocations | addedLocations);
  }

  int channels() {
    return DolbyChannels.count(acmod, lfe)
        + Integer.bitCount(channelLocations)
        + Integer.bitCount(channelLocations & PAIRS);
  }
}
