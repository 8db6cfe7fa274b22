package dev.weir.media.codec;

/**
 * Width to height of one pixel. Immutable.
 *
 * @param width 1 to 65535
 * @param height 1 to 65535
 */
public record PixelAspect(int width, int height) {
  public static final PixelAspect SQUARE = new PixelAspect(1, 1);

  /** What the header of a track can hold, ISO/IEC 14496-12 §8.3.2. */
  private static final int MOST_DISPLAY_WIDTH = 0xFFFF;

  /** How wide {@code pixels} of this shape are in square ones, 1 to 65,535. */
  public int displayWidth(int pixels) {
    return Math.clamp((long) pixels * width / height, 1, MOST_DISPLAY_WIDTH);
  }

  public boolean isSquare() {
    return width == height;
  }
}
