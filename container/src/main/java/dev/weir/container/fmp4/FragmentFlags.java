package dev.weir.container.fmp4;

/** Which optional fields {@code tfhd} and {@code trun} carry, ISO/IEC 14496-12 §8.8.7, §8.8.8. */
final class FragmentFlags {
  static final int TFHD_BASE_DATA_OFFSET = 0x00_0001;
  static final int TFHD_SAMPLE_DESCRIPTION_INDEX = 0x00_0002;
  static final int TFHD_DEFAULT_DURATION = 0x00_0008;
  static final int TFHD_DEFAULT_SIZE = 0x00_0010;
  static final int TFHD_DEFAULT_FLAGS = 0x00_0020;
  static final int TFHD_DEFAULT_BASE_IS_MOOF = 0x02_0000;

  static final int TRUN_DATA_OFFSET = 0x0001;
  static final int TRUN_FIRST_FLAGS = 0x0004;
  static final int TRUN_DURATION = 0x0100;
  static final int TRUN_SIZE = 0x0200;
  static final int TRUN_FLAGS = 0x0400;
  static final int TRUN_COMPOSITION = 0x0800;

  private FragmentFlags() {}
}
