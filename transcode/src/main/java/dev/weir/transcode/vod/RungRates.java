package dev.weir.transcode.vod;

/** How many bits and frames a rung has. Pure. */
public final class RungRates {
  /** For 1080p at 30 frames a second by H.264: what large services spend. */
  private static final double FULL_HD_BPS = 4_500_000;

  private static final double FULL_HD_PIXELS = 1920.0 * 1080;
  private static final double USUAL_FRAME_RATE = 30;

  /** Larger pictures have more in them that is alike: 720p gets 2.4, 480p 1.3, 2160p 12.7 Mb/s. */
  private static final double SIZE_EXPONENT = 0.75;

  /** Frames that follow more closely differ less. */
  private static final double RATE_EXPONENT = 0.5;

  private static final long LEAST_BPS = 64_000;
  private static final int SMALL_SIDE = 480;
  private static final double MOST_SMALL = 30.5;
  private static final double MOST = 60.5;

  private static final double ALIKE = 0.75;

  private RungRates() {}

  /**
   * Whether of two that follow each other one is enough: the smaller has more of the pixels, or of
   * the bits, than three quarters.
   */
  public static boolean areAlike(long smaller, long larger) {
    return smaller > larger * ALIKE;
  }

  public static long mostBps(Size size, FrameRate rate, VideoEncoder encoder) {
    double forSize = FULL_HD_BPS * Math.pow(size.pixels() / FULL_HD_PIXELS, SIZE_EXPONENT);
    double forRate = Math.pow(rate.perSecond() / USUAL_FRAME_RATE, RATE_EXPONENT);
    return Math.max(LEAST_BPS, Math.round(forSize * forRate * encoder.share()));
  }

  /** What is left of the bits of a source when it becomes smaller. */
  public static long shareOf(long sourceBps, Size source, Size size) {
    double ratio = Math.min(1, (double) size.pixels() / source.pixels());
    return Math.max(LEAST_BPS, Math.round(sourceBps * Math.pow(ratio, SIZE_EXPONENT)));
  }

  /** Up to 60 frames a second, and 30 below 480p. */
  private static double most(int height) {
    return height < SMALL_SIDE ? MOST_SMALL : MOST;
  }

  static boolean isTooFast(FrameRate rate, int height) {
    return rate.perSecond() > most(height);
  }

  /** Every second, third … frame of a constant rate, so that those that stay are equally long. */
  static FrameRate slowed(FrameRate rate, int height) {
    return rate.dividedBy((int) Math.ceil(rate.perSecond() / most(height)));
  }

  /** Of a variable rate, whose frames may follow as closely as that. */
  static FrameRate limit(int height) {
    return FrameRate.of((int) most(height));
  }
}
