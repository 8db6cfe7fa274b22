package dev.weir.transcode.live;

import dev.weir.transcode.vod.Size;

/**
 * One size that is made of a live stream, with every picture that the source has. Immutable.
 *
 * @param name of the rendition, such as {@code video-360p}; no other rung of the stream has it
 * @param size in square pixels, upright, even numbers
 * @param mostPicturesPerSecond what the encoder plans for; not less than the source has
 * @param mostBps that it may have over a second or more
 */
public record LiveRung(String name, Size size, int mostPicturesPerSecond, long mostBps) {
  public LiveRung {
    if (size.width() % 2 != 0 || size.height() % 2 != 0) {
      throw new IllegalArgumentException(size + " is odd, and colours have half of it");
    }
    if (mostPicturesPerSecond < 1 || mostBps < 1) {
      throw new IllegalArgumentException(
          "%d pictures in a second, %d b/s".formatted(mostPicturesPerSecond, mostBps));
    }
  }
}
