package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * The front of uncompressed_header() of a VP9 key frame, VP9 bitstream specification §6.2, which
 * also begins a superframe. Immutable.
 *
 * @param profile 0 to 3
 * @param bitDepth 8, 10 or 12
 * @param chromaSubsampling as a vpcC has it: 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4 and 4:4:0
 * @param width in pixels; render_size, which may differ, is not read: decoders pass over it too
 * @param height likewise
 */
public record Vp9FrameHeader(
    int profile, int bitDepth, int chromaSubsampling, boolean fullRange, int width, int height) {
  private static final int FRAME_MARKER = 2;
  private static final int SYNC_CODE = 0x498342;
  private static final int RGB = 7;
  private static final int CHROMA_420 = 1;
  private static final int CHROMA_422 = 2;
  private static final int CHROMA_444 = 3;

  /** More than what is read of a header. */
  private static final int FRONT_OCTETS = 16;

  /** Whether a frame says so of itself; one that cannot be read does not. */
  public static boolean isKeyFrame(Bytes frame) {
    try {
      BitReader in = reader(frame);
      readProfile(in);
      return readIsKeyFrame(in);
    } catch (MediaFormatException _) {
      return false;
    }
  }

  /** From a key frame, or a superframe that begins with one. */
  public static Vp9FrameHeader parse(Bytes frame) throws MediaFormatException {
    BitReader in = reader(frame);
    int profile = readProfile(in);
    if (!readIsKeyFrame(in)) {
      throw new MediaFormatException(MALFORMED, "VP9", "expected a key frame");
    }
    in.skip(2); // show_frame, error_resilient_mode
    if (in.bits(24) != SYNC_CODE) {
      throw new MediaFormatException(MALFORMED, "VP9", "expected a sync code");
    }
    int bitDepth = readBitDepth(in, profile);
    int colorSpace = in.bits(3);
    boolean isFullRange = colorSpace == RGB || in.flag();
    int chromaSubsampling = readSubsampling(in, profile, colorSpace);
    int width = VideoLimits.pixels(in.bits(16) + 1L, "VP9");
    int height = VideoLimits.pixels(in.bits(16) + 1L, "VP9");
    return new Vp9FrameHeader(profile, bitDepth, chromaSubsampling, isFullRange, width, height);
  }

  private static BitReader reader(Bytes frame) {
    return new BitReader(frame.slice(0, Math.min(FRONT_OCTETS, frame.length())), "VP9");
  }

  private static int readProfile(BitReader in) throws MediaFormatException {
    int marker = in.bits(2);
    if (marker != FRAME_MARKER) {
      throw new MediaFormatException(MALFORMED, "VP9", "frame_marker " + marker);
    }
    int profile = in.bits(1) | in.bits(1) << 1;
    if (profile == 3) {
      in.skip(1); // reserved_zero
    }
    return profile;
  }

  private static boolean readIsKeyFrame(BitReader in) throws MediaFormatException {
    boolean showsExisting = in.flag();
    return !showsExisting && !in.flag(); // frame_type
  }

  private static int readBitDepth(BitReader in, int profile) throws MediaFormatException {
    if (profile < 2) {
      return 8;
    }
    return in.flag() ? 12 : 10;
  }

  /** Said in profiles 1 and 3 alone, and there not of RGB. */
  private static int readSubsampling(BitReader in, int profile, int colorSpace)
      throws MediaFormatException {
    if (profile % 2 == 0) {
      return CHROMA_420;
    }
    boolean isAcross = colorSpace != RGB && in.flag(); // subsampling_x
    boolean isDown = colorSpace != RGB && in.flag(); // subsampling_y
    in.skip(1); // reserved_zero
    return isAcross && !isDown ? CHROMA_422 : CHROMA_444;
  }
}
