package dev.weir.transcode.vod;

import dev.weir.media.codec.VideoRange;

/**
 * What is done to every picture of a film before it is scaled. Immutable.
 *
 * @param range of the source; what is not SDR is tone-mapped
 * @param timescale ticks in a second of what is made, in which every moment of the source is whole
 */
public record PictureTreatment(Deinterlacing deinterlacing, VideoRange range, int timescale) {
  private static final int USUAL_TIMESCALE = 90_000;
  private static final int FINE = 10_000;
  private static final int FINEST = 2_000_000;
  private static final double FASTEST = 60.5;

  static PictureTreatment of(VideoFacts video) {
    FrameTiming timing = video.timing();
    Deinterlacing deinterlacing = deinterlacing(timing);
    int timescale = timescale(timing.timescale() * (long) deinterlacing.picturesPerFrame());
    return new PictureTreatment(deinterlacing, video.pixels().range(), timescale);
  }

  private static Deinterlacing deinterlacing(FrameTiming timing) {
    if (!timing.fields().isInterlaced()) {
      return Deinterlacing.NONE;
    }
    return 2 * timing.rate().perSecond() > FASTEST
        ? Deinterlacing.PICTURE_PER_FRAME
        : Deinterlacing.PICTURE_PER_FIELD;
  }

  private static int timescale(long source) {
    if (source < 1 || source > FINEST || USUAL_TIMESCALE % source == 0) {
      return USUAL_TIMESCALE;
    }
    return (int) (source >= FINE ? source : source * Math.ceilDiv(FINE, source));
  }
}
