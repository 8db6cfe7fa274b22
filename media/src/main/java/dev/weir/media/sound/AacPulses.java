package dev.weir.media.sound;

/**
 * Single values that were made smaller to fit a codebook: pulse_data_present and pulse_data(),
 * ISO/IEC 14496-3 §4.4.2.7 and §4.6.4. Confined to its decoder. No allocation.
 */
final class AacPulses {
  private static final int MOST = 4;

  private int count;
  private int band;
  private final int[] distances = new int[MOST];
  private final int[] amplitudes = new int[MOST];

  /** False where they are forbidden. */
  boolean read(BitCursor in, AacWindows windows) {
    count = 0;
    if (!in.flag()) {
      return true;
    }
    count = in.bits(2) + 1;
    band = in.bits(6);
    for (int i = 0; i < count; i++) {
      distances[i] = in.bits(5);
      amplitudes[i] = in.bits(4);
    }
    return !windows.isShort();
  }

  void apply(int[] quantised, int[] offsets) {
    int at = offsets[Math.min(band, offsets.length - 1)];
    for (int i = 0; i < count; i++) {
      at += distances[i];
      if (at < quantised.length) {
        quantised[at] += quantised[at] > 0 ? amplitudes[i] : -amplitudes[i];
      }
    }
  }
}
