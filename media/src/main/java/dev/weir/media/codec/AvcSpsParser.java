package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.Optional;
import java.util.Set;

/** seq_parameter_set_data(), ISO/IEC 14496-10 §7.3.2.1.1. Confined to one call of its parse. */
final class AvcSpsParser {
  /** Profiles whose SPS says its chroma format, bit depths and scaling matrices. */
  static final Set<Integer> HIGH_PROFILES =
      Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

  private static final int MACROBLOCK_PIXELS = 16;
  private static final int COLOUR_PLANE_BITS = 2;

  private final BitReader in;

  private PixelFormat pixelFormat = PixelFormat.YUV_420_8_BIT;
  private boolean hasSeparatePlanes;
  private int frameNumBits;
  private AvcFields fields = AvcFields.NONE;
  private int width;
  private int height;

  AvcSpsParser(Bytes unit) throws MediaFormatException {
    VideoLimits.requireParameterSet(unit, NalUnitType.SPS);
    in = Rbsp.reader(unit, unit.length(), "SPS");
  }

  AvcSps parse() throws MediaFormatException {
    int profileIdc = in.bits(8);
    int constraintFlags = in.bits(8);
    int levelIdc = in.bits(8);
    VideoLimits.ue(in, 31, "seq_parameter_set_id");
    if (HIGH_PROFILES.contains(profileIdc)) {
      readPixelFormat();
    }
    skipReferenceRules();
    readPictureSize();
    AvcVui vui = in.flag() ? readVui() : AvcVui.ABSENT;
    return new AvcSps(
        profileIdc,
        constraintFlags,
        levelIdc,
        width,
        height,
        vui.frameRate(),
        pixelFormat,
        vui.pixelAspect(),
        vui.colour(),
        fields);
  }

  private AvcVui readVui() throws MediaFormatException {
    AvcVui vui = AvcVui.read(in);
    if (fields.areAllowed()) {
      fields = fields.toldBy(AvcPictureTiming.read(in));
    }
    return vui;
  }

  private void readPixelFormat() throws MediaFormatException {
    int chromaFormatIdc = VideoLimits.ue(in, 3, "chroma_format_idc");
    hasSeparatePlanes = chromaFormatIdc == 3 && in.flag();
    int lumaBits = 8 + VideoLimits.ue(in, 6, "bit_depth_luma_minus8");
    int chromaBits = 8 + VideoLimits.ue(in, 6, "bit_depth_chroma_minus8");
    pixelFormat = new PixelFormat(chromaFormatIdc, lumaBits, chromaBits);
    in.skip(1); // qpprime_y_zero_transform_bypass_flag
    if (in.flag()) {
      skipScalingLists(chromaFormatIdc == 3 ? 12 : 8);
    }
  }

  private void skipScalingLists(int count) throws MediaFormatException {
    for (int i = 0; i < count; i++) {
      if (in.flag()) {
        skipScalingList(i < 6 ? 16 : 64);
      }
    }
  }

  /** scaling_list(), §7.3.2.1.1.1: once the next scale is 0, no more deltas follow. */
  private void skipScalingList(int size) throws MediaFormatException {
    int scale = 8;
    for (int i = 0; i < size && scale != 0; i++) {
      scale = (scale + in.se()) & 0xFF;
    }
  }

  private void skipReferenceRules() throws MediaFormatException {
    frameNumBits = 4 + VideoLimits.ue(in, 12, "log2_max_frame_num_minus4");
    switch (VideoLimits.ue(in, 2, "pic_order_cnt_type")) {
      case 0 -> VideoLimits.ue(in, 12, "log2_max_pic_order_cnt_lsb_minus4");
      case 1 -> skipOrderCountCycle();
      default -> {} // type 2 says nothing more
    }
    VideoLimits.ue(in, 16, "max_num_ref_frames");
    in.skip(1); // gaps_in_frame_num_value_allowed_flag
  }

  private void skipOrderCountCycle() throws MediaFormatException {
    in.skip(1); // delta_pic_order_always_zero_flag
    in.se(); // offset_for_non_ref_pic
    in.se(); // offset_for_top_to_bottom_field
    int count = VideoLimits.ue(in, 255, "num_ref_frames_in_pic_order_cnt_cycle");
    for (int i = 0; i < count; i++) {
      in.se();
    }
  }

  private void readPictureSize() throws MediaFormatException {
    int codedWidth = pixels(in.ue() + 1L);
    long heightMapUnits = in.ue() + 1L;
    int fieldsPerUnit = in.flag() ? 1 : 2; // frame_mbs_only_flag
    int codedHeight = pixels(heightMapUnits * fieldsPerUnit);
    if (fieldsPerUnit == 2) {
      int bitsBefore = frameNumBits + (hasSeparatePlanes ? COLOUR_PLANE_BITS : 0);
      boolean areAdaptive = in.flag(); // mb_adaptive_frame_field_flag
      fields = new AvcFields(true, areAdaptive, bitsBefore, Optional.empty());
    }
    in.skip(1); // direct_8x8_inference_flag
    width = codedWidth;
    height = codedHeight;
    if (in.flag()) {
      crop(fieldsPerUnit);
    }
  }

  private static int pixels(long macroblocks) throws MediaFormatException {
    return VideoLimits.pixels(macroblocks * MACROBLOCK_PIXELS, "SPS");
  }

  /** Crop offsets count in chroma samples, and in field lines of interlaced pictures. */
  private void crop(int fieldsPerUnit) throws MediaFormatException {
    int chroma = hasSeparatePlanes ? 0 : pixelFormat.chromaFormatIdc();
    int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
    int unitY = (chroma == 1 ? 2 : 1) * fieldsPerUnit;
    width = VideoLimits.cropped(width, unitX * ((long) in.ue() + in.ue()), "SPS");
    height = VideoLimits.cropped(height, unitY * ((long) in.ue() + in.ue()), "SPS");
  }
}
