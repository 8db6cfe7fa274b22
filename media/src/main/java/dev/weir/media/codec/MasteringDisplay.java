package dev.weir.media.codec;

/**
 * The display on which a picture was graded, SMPTE ST 2086, as {@code mdcv} of ISO/IEC 14496-12 has
 * it. Immutable.
 *
 * @param maxLuminance in 0.0001 cd/m²
 * @param minLuminance likewise
 */
public record MasteringDisplay(
    Point red, Point green, Point blue, Point white, long maxLuminance, long minLuminance) {
  /**
   * A colour by its place in the diagram of CIE 1931. Immutable.
   *
   * @param x in units of 0.00002, 16 bits
   * @param y likewise
   */
  public record Point(int x, int y) {}
}
