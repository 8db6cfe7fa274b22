package dev.weir.transcode.vod;

/** Width and height in square pixels. Immutable. */
public record Size(int width, int height) {
  public Size {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(width + "x" + height + " is no size");
    }
  }

  public int shorterSide() {
    return Math.min(width, height);
  }

  public long pixels() {
    return (long) width * height;
  }

  Size turned() {
    return new Size(/* width= */ height, /* height= */ width);
  }

  /** Of the same shape, and even, since chroma has half of either; not larger than this. */
  public Size scaled(double scale) {
    return new Size(even(width, scale), even(height, scale));
  }

  /**
   * To be multiplied with to fit into a box of 16:9 that is {@code height} high, on its side for a
   * portrait; 1 or more where it fits as it is.
   */
  public double scaleInto(int height) {
    int boxWidth = 2 * (int) Math.round(height * 16 / 18.0);
    int longer = Math.max(width, this.height);
    return Math.min((double) height / shorterSide(), (double) boxWidth / longer);
  }

  private static int even(int length, double scale) {
    int nearest = 2 * (int) Math.round(length * scale / 2);
    return Math.clamp(nearest, 2, Math.max(2, length / 2 * 2));
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
