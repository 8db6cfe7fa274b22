package dev.weir.media.sound;

import java.util.Arrays;

/**
 * Where the scale factor bands of a sample rate begin, ISO/IEC 14496-3 §4.5.4, and how many of them
 * TNS may shape (table 4.156, for AAC-LC). Immutable.
 */
final class AacBands {
  static final int LONG = 1024;
  static final int SHORT = 128;

  /** The most bands of a window. */
  static final int MOST = 51;

  private static final String SHORT_HIGH = "6x4 3x8 1x16 1x28 1x36";
  private static final String SHORT_MIDDLE = "5x4 3x8 3x12 3x16";
  private static final String SHORT_LOW = "7x4 3x8 2x12 2x16 1x20";
  private static final String SHORT_LOWER = "8x4 2x8 2x12 1x16 2x20";
  private static final String SHORT_LOWEST = "7x4 4x8 1x12 1x16 2x20";
  private static final String LONG_MIDDLE = "10x4 7x8 4x12 2x16 2x20 2x24 2x28 ";

  private static final AacBands OF_96000 =
      new AacBands("14x4 5x8 5x12 2x16 1x24 1x28 1x36 1x44 11x64", SHORT_HIGH, 31, 9);
  private static final AacBands OF_64000 =
      new AacBands("14x4 4x8 3x12 3x16 1x20 2x24 1x28 1x36 18x40", SHORT_HIGH, 34, 10);
  private static final AacBands OF_48000 =
      new AacBands(LONG_MIDDLE + "19x32 1x96", SHORT_MIDDLE, 40, 14);
  private static final AacBands OF_44100 =
      new AacBands(LONG_MIDDLE + "19x32 1x96", SHORT_MIDDLE, 42, 14);
  private static final AacBands OF_32000 =
      new AacBands(LONG_MIDDLE + "22x32", SHORT_MIDDLE, 51, 14);
  private static final AacBands OF_24000 =
      new AacBands(
          "11x4 10x8 4x12 3x16 2x20 2x24 2x28 1x32 2x36 1x40 1x44 1x48 2x52 5x64",
          SHORT_LOW,
          46,
          14);
  private static final AacBands OF_16000 =
      new AacBands(
          "11x8 9x12 4x16 3x20 2x24 2x28 1x32 1x36 2x40 1x44 1x48 1x52 1x56 1x60 3x64",
          SHORT_LOWER,
          42,
          14);
  private static final AacBands OF_8000 =
      new AacBands(
          "13x12 7x16 4x20 3x24 2x28 1x32 2x36 1x40 1x44 1x48 1x52 1x56 1x60 1x64 1x80",
          SHORT_LOWEST,
          39,
          14);

  private final int[] longOffsets;
  private final int[] shortOffsets;
  private final int longTnsBands;
  private final int shortTnsBands;

  private AacBands(String longWidths, String shortWidths, int longTnsBands, int shortTnsBands) {
    this.longOffsets = offsets(longWidths, LONG);
    this.shortOffsets = offsets(shortWidths, SHORT);
    this.longTnsBands = longTnsBands;
    this.shortTnsBands = shortTnsBands;
  }

  /** From runs of bands, as "14x4": fourteen of four coefficients each. */
  private static int[] offsets(String widths, int end) {
    var offsets = new int[MOST + 1];
    int band = 0;
    for (String run : widths.split(" ", -1)) {
      int times = run.indexOf('x');
      int count = Integer.parseInt(run, 0, times, 10);
      for (int i = 0; i < count; i++) {
        offsets[band + 1] = offsets[band] + Integer.parseInt(run, times + 1, run.length(), 10);
        band++;
      }
    }
    if (offsets[band] != end) {
      throw new IllegalArgumentException("bands end at " + offsets[band]);
    }
    return Arrays.copyOf(offsets, band + 1);
  }

  /** Those of the nearest rate that has its own, table 4.82. */
  static AacBands of(int sampleRate) {
    return sampleRate >= 37_566 ? ofHigh(sampleRate) : ofLow(sampleRate);
  }

  private static AacBands ofHigh(int sampleRate) {
    if (sampleRate >= 75_132) {
      return OF_96000;
    }
    if (sampleRate >= 55_426) {
      return OF_64000;
    }
    return sampleRate >= 46_009 ? OF_48000 : OF_44100;
  }

  private static AacBands ofLow(int sampleRate) {
    if (sampleRate >= 27_713) {
      return OF_32000;
    }
    if (sampleRate >= 18_783) {
      return OF_24000;
    }
    return sampleRate >= 9_391 ? OF_16000 : OF_8000;
  }

  /** Where each band of a window begins, and at last where the window ends. */
  int[] offsets(AacWindows windows) {
    return windows.isShort() ? shortOffsets : longOffsets;
  }

  int tnsBands(AacWindows windows) {
    return windows.isShort() ? shortTnsBands : longTnsBands;
  }
}
