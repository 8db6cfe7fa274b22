package dev.weir.media.sound;

import java.util.Arrays;

/**
 * What two channels have in common: middle and side (ISO/IEC 14496-3 §4.6.8.1) and intensity stereo
 * (§4.6.8.2). Confined to its decoder. No allocation.
 */
final class AacStereo {
  // ms_mask_present
  private static final int SOME = 1;
  private static final int ALL = 2;
  private static final int RESERVED = 3;

  private final boolean[] mask = new boolean[8 * AacBands.MOST];
  private int present;

  /** The channels have nothing in common. */
  void clear() {
    present = 0;
    Arrays.fill(mask, false);
  }

  boolean read(BitCursor in, AacWindows windows) {
    present = in.bits(2);
    Arrays.fill(mask, present == ALL);
    for (int group = 0; present == SOME && group < windows.groups(); group++) {
      for (int band = 0; band < windows.maxSfb(); band++) {
        mask[group * AacBands.MOST + band] = in.flag();
      }
    }
    return present != RESERVED;
  }

  void apply(AacChannel left, AacChannel right, AacBands bands) {
    AacWindows windows = right.windows();
    int[] offsets = bands.offsets(windows);
    int first = 0;
    for (int group = 0; group < windows.groups(); group++) {
      for (int band = 0; band < windows.maxSfb(); band++) {
        for (int window = first; window < first + windows.length(group); window++) {
          int base = window * windows.size();
          apply(left, right, group, band, base + offsets[band], base + offsets[band + 1]);
        }
      }
      first += windows.length(group);
    }
  }

  private void apply(AacChannel left, AacChannel right, int group, int band, int from, int to) {
    boolean isMasked = mask[group * AacBands.MOST + band];
    int book = right.book(group, band);
    if (book > AacChannel.NOISE) {
      boolean isOpposite = book == AacChannel.INTENSITY_OPPOSITE ^ (present == SOME && isMasked);
      float gain = right.gain(group, band);
      intensity(left.spectrum(), right.spectrum(), isOpposite ? -gain : gain, from, to);
    } else if (isMasked && book < AacChannel.NOISE && left.book(group, band) < AacChannel.NOISE) {
      middleAndSide(left.spectrum(), right.spectrum(), from, to);
    }
  }

  private static void intensity(float[] left, float[] right, float gain, int from, int to) {
    for (int i = from; i < to; i++) {
      right[i] = left[i] * gain;
    }
  }

  private static void middleAndSide(float[] left, float[] right, int from, int to) {
    for (int i = from; i < to; i++) {
      float middle = left[i];
      float side = right[i];
      left[i] = middle + side;
      right[i] = middle - side;
    }
  }
}
