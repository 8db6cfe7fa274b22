package dev.weir.media.codec;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.Optional;

/**
 * What we need of a sequence header of AV1, bitstream specification §5.5. Immutable.
 *
 * @param profile seq_profile, 0 to 2
 * @param levelIdx seq_level_idx of the first operating point, 0 to 31
 * @param highTier seq_tier of the first operating point
 * @param width max_frame_width_minus_1 + 1, in pixels
 * @param height likewise
 * @param frameRate frames in a second, or 0 where it is not said or varies
 * @param pixelFormat with chromaFormatIdc 0 for monochrome
 * @param chromaPosition chroma_sample_position, 0 where it is not said
 * @param colour empty where the header says nothing
 */
public record Av1SequenceHeader(
    int profile,
    int levelIdx,
    boolean highTier,
    int width,
    int height,
    double frameRate,
    PixelFormat pixelFormat,
    int chromaPosition,
    Optional<VideoColour> colour) {

  /** From a whole OBU of type 1. */
  public static Av1SequenceHeader parse(Bytes obu) throws MediaFormatException {
    return new Av1SequenceHeaderParser(obu).parse();
  }

  boolean isMonochrome() {
    return pixelFormat.chromaFormatIdc() == 0;
  }

  /** subsampling_x: chroma is half as wide as luma, as it is said of monochrome too. */
  boolean isSubsampledAcross() {
    return pixelFormat.chromaFormatIdc() < 3;
  }

  /** subsampling_y. */
  boolean isSubsampledDown() {
    return pixelFormat.chromaFormatIdc() < 2;
  }
}
