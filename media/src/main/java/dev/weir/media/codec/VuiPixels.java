package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;

/**
 * How vui_parameters() begins in H.264 and H.265, ISO/IEC 14496-10 §E.1.1 and ITU-T H.265 §E.2.1:
 * the shape and the colours of pixels. Immutable.
 */
record VuiPixels(PixelAspect aspect, Optional<VideoColour> colour) {
  static final VuiPixels ABSENT = new VuiPixels(PixelAspect.SQUARE, Optional.empty());

  private static final int EXTENDED_SAR = 255;

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

  /** Reads up to the location of chroma samples, and that. */
  static VuiPixels read(BitReader in) throws MediaFormatException {
    PixelAspect aspect = in.flag() ? readAspect(in) : PixelAspect.SQUARE;
    if (in.flag()) {
      in.skip(1); // overscan_appropriate_flag
    }
    Optional<VideoColour> colour = in.flag() ? readColour(in) : Optional.empty();
    if (in.flag()) {
      in.ue(); // chroma_sample_loc_type_top_field
      in.ue(); // chroma_sample_loc_type_bottom_field
    }
    return new VuiPixels(aspect, colour);
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
    VideoColour unsaid = VideoColour.UNSAID;
    return VideoColour.ifSaid(
        new VideoColour(unsaid.primaries(), unsaid.transfer(), unsaid.matrix(), fullRange));
  }
}
