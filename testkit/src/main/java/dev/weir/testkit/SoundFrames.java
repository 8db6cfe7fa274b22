package dev.weir.testkit;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;

/**
 * Frames of AAC-LC that are noise of a wanted level: ISO/IEC 14496-3 §4.6.13 codes it by its energy
 * alone, so that no spectrum is needed.
 */
public final class SoundFrames {
  private static final int BANDS = 20;
  private static final int NOISE = 13;
  private static final int GLOBAL_GAIN = 200;
  private static final int NOISE_OFFSET = 90 + 256;

  /** Amplitude of 1 as decoders make whole numbers of it, by the scale of the transform. */
  private static final double FULL_SCALE = 32_768 * 1_024 * Math.sqrt(2);

  private final ByteWriter out = new ByteWriter();
  private int partial;
  private int partialBits;

  private SoundFrames() {}

  /**
   * A frame of one channel, as near as it can be coded: within 0.75 dB.
   *
   * @param rmsDbfs −100 to 10
   */
  public static Bytes noise(double rmsDbfs) {
    var frame = new SoundFrames();
    double energy = Math.pow(10, rmsDbfs / 20) * FULL_SCALE / Math.sqrt(BANDS);
    int quarters = (int) Math.round(4 * Math.log(energy) / Math.log(2));
    frame.put(0, 3 + 4); // SCE and its tag
    frame.put(GLOBAL_GAIN, 8);
    frame.put(0, 1 + 2 + 1); // one long window, of a sine
    frame.put(BANDS, 6).put(0, 1);
    frame.put(NOISE, 4).put(BANDS, 5);
    frame.put(quarters - GLOBAL_GAIN + NOISE_OFFSET, 9);
    frame.put(0, BANDS - 1); // all bands alike
    frame.put(0, 3); // no pulses, no shaping, no gain control
    return frame.put(7, 3).toBytes();
  }

  private SoundFrames put(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      partial = partial << 1 | value >> i & 1;
      if (++partialBits == Byte.SIZE) {
        out.u8(partial);
        partial = 0;
        partialBits = 0;
      }
    }
    return this;
  }

  private Bytes toBytes() {
    return put(0, Byte.SIZE - partialBits).out.toBytes();
  }
}
