package dev.weir.packaging.dash;

/** DASH's FrameRateType, ISO/IEC 23009-1 §5.3.7: a whole number, or a fraction. Immutable. */
record FrameRate(long numerator, int denominator) {
  private static final int NTSC_DENOMINATOR = 1001;
  private static final int THOUSAND = 1000;
  private static final double TOLERANCE = 0.0005;

  /** The whole or NTSC rate that a measured one means, or its value in thousandths. */
  static FrameRate nearest(double framesPerSecond) {
    long whole = Math.round(framesPerSecond);
    if (isNear(framesPerSecond, (double) whole)) {
      return new FrameRate(whole, 1);
    }
    long ntsc = Math.round(framesPerSecond * NTSC_DENOMINATOR / THOUSAND);
    if (isNear(framesPerSecond, (double) ntsc * THOUSAND / NTSC_DENOMINATOR)) {
      return new FrameRate(ntsc * THOUSAND, NTSC_DENOMINATOR);
    }
    return new FrameRate(Math.round(framesPerSecond * THOUSAND), THOUSAND);
  }

  private static boolean isNear(double measured, double nominal) {
    return Math.abs(measured - nominal) <= TOLERANCE * nominal;
  }

  @Override
  public String toString() {
    return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
  }
}
