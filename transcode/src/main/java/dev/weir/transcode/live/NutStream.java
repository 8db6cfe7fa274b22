package dev.weir.transcode.live;

import dev.weir.media.Bytes;
import java.math.BigInteger;

/**
 * One stream of a NUT file, with the pts that the next frame's is told by. Confined to its reader.
 */
final class NutStream {
  private final String fourCc;
  private final long tickNumerator;
  private final long tickDenominator;
  private final int lowBits;
  private final Bytes codecSpecific;

  private long lastPts;

  /**
   * @param lowBits msb_pts_shift: how many bits of its pts a frame may say alone
   * @param codecSpecific for H.264 its parameter sets as a byte stream
   */
  NutStream(
      String fourCc, long tickNumerator, long tickDenominator, int lowBits, Bytes codecSpecific) {
    this.fourCc = fourCc;
    this.tickNumerator = tickNumerator;
    this.tickDenominator = tickDenominator;
    this.lowBits = lowBits;
    this.codecSpecific = codecSpecific;
  }

  String fourCc() {
    return fourCc;
  }

  /**
   * How many ticks of this stream one of that timescale has; 0 where it is not a whole number.
   * FFmpeg halves ticks until there are 48,000 in a second at least.
   */
  long ticksOf(int timescale) {
    return tickNumerator == 1 && tickDenominator % timescale == 0 ? tickDenominator / timescale : 0;
  }

  Bytes codecSpecific() {
    return codecSpecific;
  }

  /** From a field of a frame: all of it above 2^lowBits, or its low bits (NUT, §3.4). */
  long codedPts(long coded) {
    long full = 1L << lowBits;
    if (coded >= full) {
      return remember(coded - full);
    }
    long mask = full - 1;
    long least = lastPts - mask / 2;
    return remember((coded - least & mask) + least);
  }

  long ptsAfter(long delta) {
    return remember(lastPts + delta);
  }

  private long remember(long pts) {
    lastPts = pts;
    return pts;
  }

  /** At a syncpoint: {@code ticks} of that length, rounded down to this stream's. */
  void reset(long ticks, long numerator, long denominator) {
    if (numerator == tickNumerator && denominator == tickDenominator) {
      lastPts = ticks;
      return;
    }
    var product =
        BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(numerator * tickDenominator));
    lastPts = product.divide(BigInteger.valueOf(denominator * tickNumerator)).longValue();
  }
}
