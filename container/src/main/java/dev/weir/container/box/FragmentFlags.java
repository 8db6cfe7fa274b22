package dev.weir.container.box;

/** Which optional fields {@code tfhd} and {@code trun} carry, ISO/IEC 14496-12 §8.8.7, §8.8.8. */
public final class FragmentFlags {
  public static final int TFHD_BASE_DATA_OFFSET = 0x00_0001;
  public static final int TFHD_SAMPLE_DESCRIPTION_INDEX = 0x00_0002;
  public static final int TFHD_DEFAULT_DURATION = 0x00_0008;
  public static final int TFHD_DEFAULT_SIZE = 0x00_0010;
  public static final int TFHD_DEFAULT_FLAGS = 0x00_0020;
  public static final int TFHD_DEFAULT_BASE_IS_MOOF = 0x02_0000;

  public static final int TRUN_DATA_OFFSET = 0x0001;
  public static final int TRUN_FIRST_FLAGS = 0x0004;
  public static final int TRUN_DURATION = 0x0100;
  public static final int TRUN_SIZE = 0x0200;
  public static final int TRUN_FLAGS = 0x0400;
  public static final int TRUN_COMPOSITION = 0x0800;

  private FragmentFlags() {}
}
