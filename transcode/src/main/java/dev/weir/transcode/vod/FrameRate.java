package dev.weir.transcode.vod;

import java.util.Locale;

/**
 * Frames in a second, as a fraction in lowest terms. Immutable.
 *
 * @param frames at least 1
 * @param seconds at least 1
 */
public record FrameRate(long frames, long seconds) {
  /** What is taken for a file that does not say anything credible. */
  static final FrameRate USUAL = new FrameRate(30, 1);

  private static final int FASTEST = 1000;

  public FrameRate {
    if (frames < 1 || seconds < 1) {
      throw new IllegalArgumentException(frames + "/" + seconds + " is no frame rate");
    }
    long common = gcd(frames, seconds);
    frames /= common;
    seconds /= common;
  }

  private static long gcd(long one, long other) {
    return other == 0 ? one : gcd(other, one % other);
  }

  public static FrameRate of(int framesPerSecond) {
    return new FrameRate(framesPerSecond, 1);
  }

  /** Whether a film may have it: up to 1,000 a second, and at least one in ten seconds. */
  boolean isCredible() {
    return frames <= FASTEST * seconds && seconds <= 10 * frames;
  }

  public double perSecond() {
    return (double) frames / seconds;
  }

  FrameRate times(int factor) {
    return new FrameRate(frames * factor, seconds);
  }

  FrameRate dividedBy(int divisor) {
    return new FrameRate(frames, seconds * divisor);
  }

  /** As FFmpeg takes it. */
  @Override
  public String toString() {
    return seconds == 1
        ? Long.toString(frames)
        : String.format(Locale.ROOT, "%d/%d", frames, seconds);
  }
}
