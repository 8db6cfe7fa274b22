package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;

/**
 * The front of vui_parameters(), ISO/IEC 14496-10 §E.1.1: what it says after the timing is not
 * read. Immutable.
 */
record AvcVui(PixelAspect pixelAspect, Optional<VideoColour> colour, double frameRate) {
  static final AvcVui ABSENT = new AvcVui(PixelAspect.SQUARE, Optional.empty(), 0);

  private static final int EXTENDED_SAR = 255;
  private static final int UNSPECIFIED_COLOUR = 2;

  /** Sample aspect ratios by aspect_ratio_idc, table E-1; 0 is unspecified. */
  private static final List<PixelAspect> ASPECTS =
      List.of(
          PixelAspect.SQUARE,
          PixelAspect.SQUARE,
          new PixelAspect(12, 11),
          new PixelAspect(10, 11),
          new PixelAspect(16, 11),
          new PixelAspect(40, 33),
          new PixelAspect(24, 11),
          new PixelAspect(20, 11),
          new PixelAspect(32, 11),
          new PixelAspect(80, 33),
          new PixelAspect(18, 11),
          new PixelAspect(15, 11),
          new PixelAspect(64, 33),
          new PixelAspect(160, 99),
          new PixelAspect(4, 3),
          new PixelAspect(3, 2),
          new PixelAspect(2, 1));

  static AvcVui read(BitReader in) throws MediaFormatException {
    PixelAspect aspect = in.flag() ? readAspect(in) : PixelAspect.SQUARE;
    if (in.flag()) {
      in.skip(1); // overscan_appropriate_flag
    }
    Optional<VideoColour> colour = in.flag() ? readColour(in) : Optional.empty();
    if (in.flag()) {
      in.ue(); // chroma_sample_loc_type_top_field
      in.ue(); // chroma_sample_loc_type_bottom_field
    }
    return new AvcVui(aspect, colour, in.flag() ? readFrameRate(in) : 0);
  }

  private static PixelAspect readAspect(BitReader in) throws MediaFormatException {
    int idc = in.bits(8);
    if (idc != EXTENDED_SAR) {
      return idc < ASPECTS.size() ? ASPECTS.get(idc) : PixelAspect.SQUARE;
    }
    int width = in.bits(16);
    int height = in.bits(16);
    return width == 0 || height == 0 ? PixelAspect.SQUARE : new PixelAspect(width, height);
  }

  private static Optional<VideoColour> readColour(BitReader in) throws MediaFormatException {
    in.skip(3); // video_format
    boolean fullRange = in.flag();
    if (in.flag()) {
      return Optional.of(new VideoColour(in.bits(8), in.bits(8), in.bits(8), fullRange));
    }
    return fullRange
        ? Optional.of(
            new VideoColour(UNSPECIFIED_COLOUR, UNSPECIFIED_COLOUR, UNSPECIFIED_COLOUR, true))
        : Optional.empty();
  }

  /** A tick is a field, so two make a frame; only a fixed rate is one. */
  private static double readFrameRate(BitReader in) throws MediaFormatException {
    long unitsInTick = in.bits32();
    long timeScale = in.bits32();
    boolean isFixed = in.flag();
    return isFixed && unitsInTick > 0 ? timeScale / (2.0 * unitsInTick) : 0;
  }
}
