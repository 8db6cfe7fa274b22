package dev.weir.media.codec;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.Optional;

/**
 * What we need of an H.264 sequence parameter set, ISO/IEC 14496-10 §7.3.2.1.1. Immutable.
 *
 * @param width in pixels, after cropping
 * @param height in pixels, after cropping
 * @param frameRate frames in a second from the VUI, or 0 where it says nothing or varies
 * @param pixelAspect square where the VUI says nothing
 * @param colour empty where the VUI says nothing
 * @param fields whether pictures may be interlaced
 */
public record AvcSps(
    int profileIdc,
    int constraintFlags,
    int levelIdc,
    int width,
    int height,
    double frameRate,
    PixelFormat pixelFormat,
    PixelAspect pixelAspect,
    Optional<VideoColour> colour,
    AvcFields fields) {
  /** A plain picture: 4:2:0 of 8 bits, square pixels, colours unsaid, no fields. */
  public AvcSps(
      int profileIdc, int constraintFlags, int levelIdc, int width, int height, double frameRate) {
    this(
        profileIdc,
        constraintFlags,
        levelIdc,
        width,
        height,
        frameRate,
        PixelFormat.YUV_420_8_BIT,
        PixelAspect.SQUARE,
        Optional.empty(),
        AvcFields.NONE);
  }

  /** From a NAL unit of type 7 without framing. */
  public static AvcSps parse(Bytes unit) throws MediaFormatException {
    return new AvcSpsParser(unit).parse();
  }
}
