package dev.weir.transcode.vod;

import dev.weir.media.codec.PixelAspect;

/**
 * Size and shape of a track's pictures. Immutable.
 *
 * @param width in pixels, as coded
 * @param height in pixels, as coded
 * @param rotationDegrees by which players turn it clockwise: 0, 90, 180 or 270
 */
public record Picture(int width, int height, PixelAspect aspect, int rotationDegrees) {
  /** Upright, and in square pixels. */
  public Size displaySize() {
    var square = new Size(aspect.displayWidth(width), height);
    return isTurnedOnItsSide() ? square.turned() : square;
  }

  private boolean isTurnedOnItsSide() {
    return rotationDegrees == 90 || rotationDegrees == 270;
  }

  boolean isUpright() {
    return rotationDegrees == 0;
  }
}
