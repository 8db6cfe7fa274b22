package dev.weir.media.codec;

/**
 * How the samples of a picture are stored, ISO/IEC 14496-10 §7.4.2.1.1. Immutable.
 *
 * @param chromaFormatIdc 0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4
 * @param lumaBits bits of a luma sample, 8 to 14
 * @param chromaBits bits of a chroma sample, 8 to 14
 */
public record PixelFormat(int chromaFormatIdc, int lumaBits, int chromaBits) {
  /** What every browser decodes. */
  public static final PixelFormat YUV_420_8_BIT = new PixelFormat(1, 8, 8);
}
