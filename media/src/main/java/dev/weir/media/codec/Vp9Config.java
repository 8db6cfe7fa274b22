package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;

/**
 * VP9: what a vpcC says, and the size of the picture, which it does not. A sample is one frame or
 * superframe. Immutable.
 *
 * @param profile 0 to 3
 * @param level ten times the level, such as 31
 * @param bitDepth 8, 10 or 12
 * @param chromaSubsampling 0 and 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4
 * @param colour empty where the vpcC says nothing
 * @param width in pixels
 * @param height in pixels
 */
public record Vp9Config(
    int profile,
    int level,
    int bitDepth,
    int chromaSubsampling,
    Optional<VideoColour> colour,
    int width,
    int height)
    implements VideoConfig {
  private static final int VERSION = 1;
  private static final int VERSION_AND_FLAGS_OCTETS = 4;

  /** VPCodecConfigurationRecord, VP codec ISO media file format binding §2.2. */
  private static final int RECORD_OCTETS = 8;

  private static final int CHROMA_420 = 1;

  /** Levels, ten times, with the most pixels of a picture, VP9 levels and decoder testing §1. */
  private static final int[][] LEVELS = {
    {10, 36_864},
    {11, 73_728},
    {20, 122_880},
    {21, 245_760},
    {30, 552_960},
    {31, 983_040},
    {40, 2_228_224},
    {50, 8_912_896},
    {60, 35_651_584},
  };

  private static final int HIGHEST_LEVEL = 62;

  /**
   * From a vpcC, with its version and flags, and the size from elsewhere: a sample entry, or the
   * {@link Vp9FrameHeader} of the first key frame.
   *
   * <p>Interop: FFmpeg 8.0 writes version and flags into Enhanced RTMP too, whose specification
   * names the record alone: both are read.
   */
  public static Vp9Config parse(Bytes vpcC, int width, int height) throws MediaFormatException {
    ByteReader in = vpcC.reader("vpcC");
    if (vpcC.length() >= VERSION_AND_FLAGS_OCTETS + RECORD_OCTETS) {
      requireVersion(in.u8());
      in.skip(3); // flags
    }
    int profile = in.u8();
    int level = in.u8();
    int depths = in.u8();
    var colour = new VideoColour(in.u8(), in.u8(), in.u8(), (depths & 1) == 1);
    int bitDepth = depths >> 4;
    if (profile > 3 || bitDepth != 8 && bitDepth != 10 && bitDepth != 12) {
      throw new MediaFormatException(
          MALFORMED, "vpcC", "profile %d, %d bits".formatted(profile, bitDepth));
    }
    VideoLimits.pixels(width, "VP9");
    VideoLimits.pixels(height, "VP9");
    return new Vp9Config(
        profile,
        known(level, width, height),
        bitDepth,
        depths >> 1 & 7,
        VideoColour.ifSaid(colour),
        width,
        height);
  }

  private static void requireVersion(int version) throws MediaFormatException {
    if (version != VERSION) {
      throw new MediaFormatException(UNSUPPORTED, "vpcC", "version " + version);
    }
  }

  /** Players refuse a codec string without a level: where none is said, the size has one. */
  private static int known(int level, int width, int height) {
    if (level >= LEVELS[0][0] && level <= HIGHEST_LEVEL) {
      return level;
    }
    for (int[] each : LEVELS) {
      if ((long) width * height <= each[1]) {
        return each[0];
      }
    }
    return HIGHEST_LEVEL;
  }

  /** With version and flags. */
  public Bytes toVpcC() {
    VideoColour said = colour.orElse(VideoColour.UNSAID);
    return new ByteWriter()
        .u8(VERSION)
        .u24(0) // flags
        .u8(profile)
        .u8(level)
        .u8(bitDepth << 4 | chromaSubsampling << 1 | (said.fullRange() ? 1 : 0))
        .u8(said.primaries())
        .u8(said.transfer())
        .u8(said.matrix())
        .u16(0) // codecInitializationDataSize
        .toBytes();
  }

  @Override
  public PixelAspect pixelAspect() {
    return PixelAspect.SQUARE;
  }

  @Override
  public double frameRate() {
    return 0;
  }

  /** vp09.PP.LL.DD, and the whole form where the colours are not the default, §3 there. */
  @Override
  public String codecString() {
    String front = "vp09.%02d.%02d.%02d".formatted(profile, level, bitDepth);
    VideoColour known = colour.orElse(VideoColour.BT_709);
    if (chromaSubsampling <= CHROMA_420 && known.equals(VideoColour.BT_709)) {
      return front;
    }
    return front
        + ".%02d.%02d.%02d.%02d.%02d"
            .formatted(
                chromaSubsampling,
                known.primaries(),
                known.transfer(),
                known.matrix(),
                known.fullRange() ? 1 : 0);
  }

  @Override
  public boolean isKeyframe(List<Bytes> units) {
    return !units.isEmpty() && Vp9FrameHeader.isKeyFrame(units.getFirst());
  }

  /** A key frame may be of another size, profile or depth. */
  @Override
  public Vp9Config configuredBy(List<Bytes> keyframe) throws MediaFormatException {
    Vp9FrameHeader header = Vp9FrameHeader.parse(keyframe.getFirst());
    boolean isSame =
        header.width() == width
            && header.height() == height
            && header.profile() == profile
            && header.bitDepth() == bitDepth;
    return isSame ? this : with(header);
  }

  private Vp9Config with(Vp9FrameHeader header) {
    int needed = known(0, header.width(), header.height());
    return new Vp9Config(
        header.profile(),
        Math.max(level, needed),
        header.bitDepth(),
        header.profile() == profile ? chromaSubsampling : header.chromaSubsampling(),
        colour,
        header.width(),
        header.height());
  }

  @Override
  public List<Bytes> sampleUnits(List<Bytes> accessUnit) {
    return accessUnit.stream().filter(unit -> !unit.isEmpty()).toList();
  }
}
