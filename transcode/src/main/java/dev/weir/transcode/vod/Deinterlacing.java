package dev.weir.transcode.vod;

/** What is made of the two fields of a frame. */
public enum Deinterlacing {
  /** Frames are pictures of one moment. */
  NONE,
  /** A picture of each: motion stays as smooth as it was filmed. */
  PICTURE_PER_FIELD,
  /** One picture of both, where the other would be more than 60 a second. */
  PICTURE_PER_FRAME;

  int picturesPerFrame() {
    return this == PICTURE_PER_FIELD ? 2 : 1;
  }
}
