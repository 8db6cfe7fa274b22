package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.Optional;

/** sequence_header_obu(), AV1 bitstream specification §5.5. Confined to one call of its parse. */
final class Av1SequenceHeaderParser {
  private static final int MOST_PROFILE = 2;
  private static final int HIGHEST_LEVEL_OF_ONE_TIER = 7;
  private static final int LONGEST_UVLC_PREFIX = 32;
  private static final int TRANSFER_SRGB = 13;

  private final BitReader in;

  private int profile;
  private int levelIdx;
  private boolean hasHighTier;
  private double frameRate;
  private int bufferDelayBits;
  private PixelFormat pixelFormat = PixelFormat.YUV_420_8_BIT;
  private int chromaPosition;
  private Optional<VideoColour> colour = Optional.empty();

  Av1SequenceHeaderParser(Bytes obu) throws MediaFormatException {
    if (Av1ObuType.of(obu) != Av1ObuType.SEQUENCE_HEADER) {
      throw new MediaFormatException(MALFORMED, "sequence header", "is another OBU: " + obu);
    }
    in = new BitReader(Av1Obus.payload(obu), "sequence header");
  }

  Av1SequenceHeader parse() throws MediaFormatException {
    profile = in.bits(3);
    if (profile > MOST_PROFILE) {
      throw new MediaFormatException(MALFORMED, "sequence header", "seq_profile " + profile);
    }
    in.skip(1); // still_picture
    boolean isReduced = in.flag(); // reduced_still_picture_header
    if (isReduced) {
      levelIdx = in.bits(5);
    } else {
      readTimingAndLevels();
    }
    int widthBits = in.bits(4) + 1;
    int heightBits = in.bits(4) + 1;
    int width = VideoLimits.pixels(in.bits(widthBits) + 1L, "sequence header");
    int height = VideoLimits.pixels(in.bits(heightBits) + 1L, "sequence header");
    if (!isReduced && in.flag()) { // frame_id_numbers_present_flag
      in.skip(4 + 3);
    }
    in.skip(3); // use_128x128_superblock, enable_filter_intra, enable_intra_edge_filter
    if (!isReduced) {
      skipInterTools();
    }
    in.skip(3); // enable_superres, enable_cdef, enable_restoration
    readColour();
    return new Av1SequenceHeader(
        profile,
        levelIdx,
        hasHighTier,
        width,
        height,
        frameRate,
        pixelFormat,
        chromaPosition,
        colour);
  }

  private void readTimingAndLevels() throws MediaFormatException {
    boolean hasDecoderModel = false;
    if (in.flag()) {
      readTiming();
      hasDecoderModel = in.flag();
      if (hasDecoderModel) {
        bufferDelayBits = in.bits(5) + 1;
        in.skip(32 + 5 + 5);
      }
    }
    boolean hasDisplayDelay = in.flag();
    int points = in.bits(5) + 1;
    for (int i = 0; i < points; i++) {
      readOperatingPoint(i == 0, hasDecoderModel, hasDisplayDelay);
    }
  }

  /** timing_info(), §5.5.3; only an equal interval is a rate. */
  private void readTiming() throws MediaFormatException {
    long unitsInTick = in.bits32();
    long timeScale = in.bits32();
    if (in.flag() && unitsInTick > 0) {
      frameRate = timeScale / ((double) unitsInTick * (uvlc() + 1));
    }
  }

  /** uvlc(), §4.10.3. */
  private long uvlc() throws MediaFormatException {
    int zeros = 0;
    while (!in.flag()) {
      if (++zeros == LONGEST_UVLC_PREFIX) {
        throw new MediaFormatException(MALFORMED, "sequence header", "uvlc too long");
      }
    }
    return (1L << zeros) - 1 + in.bits(zeros);
  }

  private void readOperatingPoint(boolean isFirst, boolean hasDecoderModel, boolean hasDisplayDelay)
      throws MediaFormatException {
    in.skip(12); // operating_point_idc
    int level = in.bits(5);
    boolean isHigh = level > HIGHEST_LEVEL_OF_ONE_TIER && in.flag();
    if (isFirst) {
      levelIdx = level;
      hasHighTier = isHigh;
    }
    if (hasDecoderModel && in.flag()) {
      in.skip(2L * bufferDelayBits + 1); // operating_parameters_info()
    }
    if (hasDisplayDelay && in.flag()) {
      in.skip(4); // initial_display_delay_minus_1
    }
  }

  private void skipInterTools() throws MediaFormatException {
    in.skip(4); // interintra_compound, masked_compound, warped_motion, dual_filter
    boolean hasOrderHint = in.flag();
    if (hasOrderHint) {
      in.skip(2); // enable_jnt_comp, enable_ref_frame_mvs
    }
    boolean choosesScreenTools = in.flag(); // seq_choose_screen_content_tools
    boolean mayBeScreen = choosesScreenTools || in.flag(); // seq_force_screen_content_tools
    if (mayBeScreen && !in.flag()) { // seq_choose_integer_mv
      in.skip(1); // seq_force_integer_mv
    }
    if (hasOrderHint) {
      in.skip(3); // order_hint_bits_minus_1
    }
  }

  /** color_config(), §5.5.2, up to the location of chroma samples. */
  private void readColour() throws MediaFormatException {
    int bits = readBitDepth();
    boolean isMonochrome = profile != 1 && in.flag();
    VideoColour said =
        in.flag() ? new VideoColour(in.bits(8), in.bits(8), in.bits(8), false) : VideoColour.UNSAID;
    boolean isRgb =
        !isMonochrome
            && said.primaries() == 1
            && said.transfer() == TRANSFER_SRGB
            && said.matrix() == 0;
    boolean isFullRange = isRgb || in.flag();
    var whole = new VideoColour(said.primaries(), said.transfer(), said.matrix(), isFullRange);
    colour = VideoColour.ifSaid(whole);
    int chromaFormatIdc = isMonochrome ? 0 : readSubsampling(isRgb, bits);
    pixelFormat = new PixelFormat(chromaFormatIdc, bits, bits);
    chromaPosition = chromaFormatIdc == 1 ? in.bits(2) : 0;
  }

  private int readBitDepth() throws MediaFormatException {
    boolean isHigh = in.flag();
    if (isHigh && profile == MOST_PROFILE) {
      return in.flag() ? 12 : 10;
    }
    return isHigh ? 10 : 8;
  }

  /** As chroma_format_idc of H.264: 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4. */
  private int readSubsampling(boolean isRgb, int bits) throws MediaFormatException {
    if (isRgb || profile == 1) {
      return 3;
    }
    if (profile == 0) {
      return 1;
    }
    if (bits < 12) {
      return 2;
    }
    boolean isAcross = in.flag();
    boolean isDown = isAcross && in.flag();
    return 3 - (isAcross ? 1 : 0) - (isDown ? 1 : 0);
  }
}
