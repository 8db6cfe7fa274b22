package dev.weir.media.codec;

/**
 * Width to height of one pixel. Immutable.
 *
 * @param width 1 to 65535
 * @param height 1 to 65535
 */
public record PixelAspect(int width, int height) {
  public static final PixelAspect SQUARE = new PixelAspect(1, 1);

  public boolean isSquare() {
    return width == height;
  }
}
