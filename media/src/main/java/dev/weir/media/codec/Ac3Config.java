package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.BitReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * AC-3: the fields of AC3SpecificBox, ETSI TS 102 366 §F.4, which are those of a frame's header.
 * Immutable.
 *
 * @param fscod sample rate, 0 to 2
 * @param bsid version of the bitstream, up to 8
 * @param bsmod kind of service, 0 to 7
 * @param acmod which channels there are, 0 to 7
 * @param lfe there is a channel for low frequencies
 * @param bitRateCode nominal bit rate, 0 to 18
 */
public record Ac3Config(int fscod, int bsid, int bsmod, int acmod, boolean lfe, int bitRateCode)
    implements AudioConfig {
  private static final int SYNC_WORD = 0x0B77;
  private static final int HIGHEST_BSID = 8;
  private static final int HIGHEST_BIT_RATE_CODE = 18;
  private static final int FRAME_SAMPLES = 1536;
  private static final int STEREO = 2;

  /** From the body of a dac3. */
  public static Ac3Config parse(Bytes dac3) throws MediaFormatException {
    var in = new BitReader(dac3, "dac3");
    var config =
        new Ac3Config(in.bits(2), in.bits(5), in.bits(3), in.bits(3), in.flag(), in.bits(5));
    return config.checked("dac3");
  }

  /** From the front of a syncframe, §4.3.1 and §4.3.2. */
  public static Ac3Config ofFrame(Bytes frame) throws MediaFormatException {
    var in = new BitReader(frame, "AC-3");
    if (in.bits(16) != SYNC_WORD) {
      throw new MediaFormatException(MALFORMED, "AC-3", "expected a sync word, came " + frame);
    }
    in.skip(16); // crc1
    int fscod = in.bits(2);
    int bitRateCode = in.bits(6) >> 1; // frmsizecod
    int bsid = in.bits(5);
    int bsmod = in.bits(3);
    int acmod = in.bits(3);
    in.skip(mixLevelBits(acmod));
    return new Ac3Config(fscod, bsid, bsmod, acmod, in.flag(), bitRateCode).checked("AC-3");
  }

  /** cmixlev, surmixlev or dsurmod, which stand before lfeon where they mean something. */
  private static int mixLevelBits(int acmod) {
    boolean hasCentre = (acmod & 1) != 0 && acmod != 1;
    boolean hasSurround = (acmod & 4) != 0;
    return (hasCentre ? 2 : 0) + (hasSurround ? 2 : 0) + (acmod == STEREO ? 2 : 0);
  }

  private Ac3Config checked(String where) throws MediaFormatException {
    if (bsid > HIGHEST_BSID) {
      throw new MediaFormatException(UNSUPPORTED, where, "bsid " + bsid);
    }
    if (!DolbyChannels.isSampleRate(fscod) || bitRateCode > HIGHEST_BIT_RATE_CODE) {
      throw new MediaFormatException(
          MALFORMED, where, "fscod %d, bit_rate_code %d".formatted(fscod, bitRateCode));
    }
    return this;
  }

  /** The body of a dac3. */
  public Bytes toDac3() {
    int bits = fscod << 22 | bsid << 17 | bsmod << 14 | acmod << 11 | (lfe ? 1 << 10 : 0);
    return new ByteWriter().u24(bits | bitRateCode << 5).toBytes();
  }

  @Override
  public int sampleRate() {
    return DolbyChannels.sampleRate(fscod);
  }

  @Override
  public int channels() {
    return DolbyChannels.count(acmod, lfe);
  }

  @Override
  public int frameSamples() {
    return FRAME_SAMPLES;
  }

  @Override
  public String codecString() {
    return "ac-3";
  }
}
