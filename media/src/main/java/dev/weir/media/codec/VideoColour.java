package dev.weir.media.codec;

import java.util.Optional;

/**
 * What the colours of a picture mean: code points of ISO/IEC 23091-2 (H.273), 0 to 255. Immutable.
 *
 * @param fullRange luma uses all values, not only 16 to 235
 */
public record VideoColour(int primaries, int transfer, int matrix, boolean fullRange) {
  /** High definition, and what the codec strings of AV1 and VP9 mean where they do not say. */
  public static final VideoColour BT_709 = new VideoColour(1, 1, 1, false);

  /** Code point 2 means that a stream does not say. */
  static final VideoColour UNSAID = new VideoColour(2, 2, 2, false);

  private static final int TRANSFER_PQ = 16;
  private static final int TRANSFER_HLG = 18;

  public VideoRange range() {
    return switch (transfer) {
      case TRANSFER_PQ -> VideoRange.PQ;
      case TRANSFER_HLG -> VideoRange.HLG;
      default -> VideoRange.SDR;
    };
  }

  /** Empty where nothing is said. */
  public static Optional<VideoColour> ifSaid(VideoColour colour) {
    return colour.equals(UNSAID) ? Optional.empty() : Optional.of(colour);
  }
}
