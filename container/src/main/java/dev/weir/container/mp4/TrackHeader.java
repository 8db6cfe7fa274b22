package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.container.box.Box;
import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;

/**
 * {@code tkhd}, ISO/IEC 14496-12 §8.3.2. Immutable.
 *
 * @param id 1 or more
 * @param enabled to be played unless somebody chooses otherwise
 * @param alternateGroup tracks of which one is played at a time have the same; 0 for none
 * @param matrix how the picture is laid onto the screen
 * @param width of the picture before that, in pixels of the screen, 0 where unsaid
 * @param height likewise
 */
record TrackHeader(
    int id, boolean enabled, int alternateGroup, Matrix matrix, int width, int height) {
  private static final int ENABLED = 1;

  static TrackHeader parse(Box tkhd) throws MediaFormatException {
    ByteReader in = tkhd.reader();
    boolean isLong = in.u8() == 1;
    int flags = in.u24();
    in.skip(isLong ? 16 : 8); // made, changed
    int id = in.s32();
    if (id < 1) {
      throw new MediaFormatException(
          MALFORMED, "tkhd", "track_ID %d (ISO/IEC 14496-12 §8.3.2)".formatted(id));
    }
    in.skip(4 + (isLong ? 8 : 4) + 8 + 2); // reserved, duration, reserved, layer
    int alternateGroup = in.u16();
    in.skip(2 + 2); // volume, reserved
    Matrix matrix = Matrix.read(in);
    return new TrackHeader(
        id, (flags & ENABLED) != 0, alternateGroup, matrix, wholePixels(in), wholePixels(in));
  }

  /** 16.16 fixed point. */
  private static int wholePixels(ByteReader in) throws MediaFormatException {
    return Math.toIntExact(in.u32() + 0x8000 >> 16);
  }
}
