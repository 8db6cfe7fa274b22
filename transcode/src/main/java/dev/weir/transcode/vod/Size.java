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

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
