package dev.weir.media.sound;

/**
 * How loud a stretch of sound is. Immutable.
 *
 * @param rmsDbfs the root of the mean square of all samples of all channels, in dB of full scale: a
 *     square wave of full scale has 0, a sine −3
 * @param peakDbfs the largest sample; above 0 where a decoder has to clip
 * @param clippedPpm how many of a million samples are beyond full scale
 */
public record SoundLevel(double rmsDbfs, double peakDbfs, int clippedPpm) {
  /** Stands for silence, and for what is less. */
  public static final double SILENCE_DBFS = -120;

  static SoundLevel of(double squares, double peak, long clipped, long samples) {
    return new SoundLevel(
        dbfs(Math.sqrt(squares / samples)), dbfs(peak), (int) (clipped * 1_000_000 / samples));
  }

  private static double dbfs(double amplitude) {
    return Math.max(SILENCE_DBFS, 20 * Math.log10(amplitude));
  }
}
