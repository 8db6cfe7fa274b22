package dev.weir.container.mp4;

import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;

/**
 * The part of a transformation matrix that turns and mirrors, ISO/IEC 14496-12 §8.2.2 and §6.2.2:
 * (x, y) goes to (ax + cy, bx + dy). Immutable.
 */
record Matrix(double a, double b, double c, double d) {
  static final Matrix IDENTITY = new Matrix(1, 0, 0, 1);

  private static final double ONE = 1 << 16;
  private static final int DEGREES = 360;
  private static final int QUARTER = 90;

  /** All nine numbers, of which four matter here. */
  static Matrix read(ByteReader in) throws MediaFormatException {
    double a = in.s32() / ONE;
    double b = in.s32() / ONE;
    in.skip(4); // u
    double c = in.s32() / ONE;
    double d = in.s32() / ONE;
    in.skip(4 * 4); // v, x, y, w
    return new Matrix(a, b, c, d);
  }

  /** First this, then {@code next}. */
  Matrix then(Matrix next) {
    return new Matrix(
        a * next.a + b * next.c,
        a * next.b + b * next.d,
        c * next.a + d * next.c,
        c * next.b + d * next.d);
  }

  /** How far a picture is turned clockwise: 0, 90, 180 or 270, the nearest of them. */
  int rotationDegrees() {
    long quarters = Math.round(Math.toDegrees(Math.atan2(b, a)) / QUARTER);
    return Math.floorMod((int) quarters * QUARTER, DEGREES);
  }

  /** Whether a picture is turned upside down by a mirror, before it is turned. */
  boolean isMirrored() {
    return a * d - b * c < 0;
  }
}
