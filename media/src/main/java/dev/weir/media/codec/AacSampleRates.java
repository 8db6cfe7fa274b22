package dev.weir.media.codec;

import java.util.List;

/** samplingFrequencyIndex, ISO/IEC 14496-3 table 1.18. */
final class AacSampleRates {
  private static final List<Integer> BY_INDEX =
      List.of(
          96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
          8_000, 7_350);

  private AacSampleRates() {}

  static boolean isIndex(int index) {
    return index >= 0 && index < BY_INDEX.size();
  }

  static int rate(int index) {
    return BY_INDEX.get(index);
  }
}
