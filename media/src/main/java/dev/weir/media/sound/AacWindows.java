package dev.weir.media.sound;

/**
 * How a frame of one channel, or of two together, is cut into windows: ics_info(), ISO/IEC 14496-3
 * §4.4.2.1. Confined to its decoder.
 */
final class AacWindows {
  // window_sequence, table 4.109
  static final int ONLY_LONG = 0;
  static final int LONG_START = 1;
  static final int EIGHT_SHORT = 2;
  static final int LONG_STOP = 3;

  private static final int SHORT_WINDOWS = 8;

  private int sequence;
  private int shape;
  private int maxSfb;
  private int groups;
  private final int[] lengths = new int[SHORT_WINDOWS];

  int sequence() {
    return sequence;
  }

  /** 0 for a sine, 1 for a Kaiser–Bessel derived window. */
  int shape() {
    return shape;
  }

  /** How many bands are coded. */
  int maxSfb() {
    return maxSfb;
  }

  /** How many groups of windows share their scale factors. */
  int groups() {
    return groups;
  }

  /** How many windows a group has. */
  int length(int group) {
    return lengths[group];
  }

  boolean isShort() {
    return sequence == EIGHT_SHORT;
  }

  /** How many windows the frame has. */
  int count() {
    return isShort() ? SHORT_WINDOWS : 1;
  }

  /** How many coefficients each of them has. */
  int size() {
    return isShort() ? AacBands.SHORT : AacBands.LONG;
  }

  /** False where it is not AAC-LC. */
  boolean read(BitCursor in, AacBands bands) {
    in.skip(1); // ics_reserved_bit
    sequence = in.bits(2);
    shape = in.bits(1);
    maxSfb = in.bits(isShort() ? 4 : 6);
    groups = 1;
    lengths[0] = 1;
    if (isShort()) {
      readGroups(in.bits(SHORT_WINDOWS - 1));
    } else if (in.flag()) {
      return false; // predictor_data_present: AAC Main or LTP
    }
    return maxSfb < bands.offsets(this).length;
  }

  /** Each bit says whether a window belongs to the group of the one before. */
  private void readGroups(int grouping) {
    for (int bit = SHORT_WINDOWS - 2; bit >= 0; bit--) {
      if ((grouping >> bit & 1) == 1) {
        lengths[groups - 1]++;
      } else {
        lengths[groups++] = 1;
      }
    }
  }

  void copy(AacWindows other) {
    sequence = other.sequence;
    shape = other.shape;
    maxSfb = other.maxSfb;
    groups = other.groups;
    System.arraycopy(other.lengths, 0, lengths, 0, SHORT_WINDOWS);
  }
}
