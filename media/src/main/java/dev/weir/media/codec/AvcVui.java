package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.MediaFormatException;
import java.util.Optional;

/**
 * The front of vui_parameters(), ISO/IEC 14496-10 §E.1.1: what it says after the timing is not
 * read. Immutable.
 */
record AvcVui(PixelAspect pixelAspect, Optional<VideoColour> colour, double frameRate) {
  static final AvcVui ABSENT = new AvcVui(PixelAspect.SQUARE, Optional.empty(), 0);

  static AvcVui read(BitReader in) throws MediaFormatException {
    VuiPixels pixels = VuiPixels.read(in);
    return new AvcVui(pixels.aspect(), pixels.colour(), in.flag() ? readFrameRate(in) : 0);
  }

  /** A tick is a field, so two make a frame; only a fixed rate is one. */
  private static double readFrameRate(BitReader in) throws MediaFormatException {
    long unitsInTick = in.bits32();
    long timeScale = in.bits32();
    boolean isFixed = in.flag();
    return isFixed && unitsInTick > 0 ? timeScale / (2.0 * unitsInTick) : 0;
  }
}
