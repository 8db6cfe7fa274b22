package dev.weir.media.codec;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.Optional;

/**
 * What we need of an H.265 sequence parameter set, ITU-T H.265 §7.3.2.2. Immutable.
 *
 * @param subLayers temporal sub-layers, 1 to 7
 * @param temporalNesting sps_temporal_id_nesting_flag
 * @param width in pixels, after cropping
 * @param height in pixels, after cropping
 * @param frameRate frames in a second from the VUI, or 0 where it says nothing
 * @param pixelAspect square where the VUI says nothing
 * @param colour empty where the VUI says nothing
 * @param fields whether pictures may be interlaced
 */
public record HevcSps(
    HevcProfile profile,
    int subLayers,
    boolean temporalNesting,
    int width,
    int height,
    double frameRate,
    PixelFormat pixelFormat,
    PixelAspect pixelAspect,
    Optional<VideoColour> colour,
    HevcFields fields) {

  /** From a NAL unit of type 33 without framing. */
  public static HevcSps parse(Bytes unit) throws MediaFormatException {
    return new HevcSpsParser(unit).parse();
  }
}
