package dev.weir.transcode.live;

import dev.weir.media.Track;
import dev.weir.media.codec.VideoConfig;
import dev.weir.transcode.vod.Picture;
import dev.weir.transcode.vod.Size;

/**
 * What is known of the picture that a ladder is made of. Immutable.
 *
 * @param picturesPerSecond as measured, or 0 where it is not known
 * @param bitrateBps as measured, or 0 where it is not known
 */
public record LiveSource(Track track, double picturesPerSecond, long bitrateBps) {
  private static final int[] USUAL_RATES = {15, 25, 30, 50, 60, 120};
  private static final int UPRIGHT = 0;

  /** A measured rate is a little more than the true one at times. */
  private static final double TOLERANCE = 1.02;

  public LiveSource {
    if (!(track.config() instanceof VideoConfig)) {
      throw new IllegalArgumentException(track.config().codecString() + " is no video");
    }
  }

  /** In square pixels. */
  Size size() {
    var video = (VideoConfig) track.config();
    return new Picture(video.width(), video.height(), track.pixelAspect(), UPRIGHT).displaySize();
  }

  /** A usual rate that is not less: so a little more or less does not change any word. */
  int mostPicturesPerSecond() {
    double known = picturesPerSecond > 0 ? picturesPerSecond : declared();
    for (int usual : USUAL_RATES) {
      if (known <= usual * TOLERANCE) {
        return usual;
      }
    }
    return USUAL_RATES[USUAL_RATES.length - 1];
  }

  private double declared() {
    double rate = ((VideoConfig) track.config()).frameRate();
    return rate > 0 ? rate : 30;
  }
}
