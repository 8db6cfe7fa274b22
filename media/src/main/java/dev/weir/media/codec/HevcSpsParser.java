package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/** seq_parameter_set_rbsp(), ITU-T H.265 §7.3.2.2.1. Confined to one call of its parse. */
final class HevcSpsParser {
  /** The depth of samples that an hvcC can tell, ISO/IEC 14496-15 §8.3.3.1.2. */
  private static final int MOST_EXTRA_BITS = 7;

  private static final int MOST_LONG_TERM_PICTURES = 32;
  private static final int LARGEST_MATRIX = 64;

  private final BitReader in;

  private PixelFormat pixelFormat = PixelFormat.YUV_420_8_BIT;
  private boolean hasSeparatePlanes;
  private int width;
  private int height;
  private VuiPixels pixels = VuiPixels.ABSENT;
  private HevcFields fields = HevcFields.NONE;
  private double frameRate;

  HevcSpsParser(Bytes unit) throws MediaFormatException {
    VideoLimits.requireParameterSet(unit, HevcNalUnitType.SPS);
    in = Rbsp.reader(unit, unit.length(), "SPS");
  }

  HevcSps parse() throws MediaFormatException {
    in.skip(8 + 4); // the header's second octet, sps_video_parameter_set_id
    int subLayers = in.bits(3);
    boolean hasTemporalNesting = in.flag();
    HevcProfile profile = HevcProfile.read(in, subLayers);
    VideoLimits.ue(in, 15, "sps_seq_parameter_set_id");
    readPicture();
    int orderCountBits = 4 + VideoLimits.ue(in, 12, "log2_max_pic_order_cnt_lsb_minus4");
    skipBuffering(subLayers);
    skipBlockSizes();
    skipCodingTools();
    HevcReferenceSet.skipAll(in);
    skipLongTermPictures(orderCountBits);
    in.skip(2); // sps_temporal_mvp_enabled_flag, strong_intra_smoothing_enabled_flag
    if (in.flag()) {
      readVui();
    }
    return new HevcSps(
        profile,
        subLayers + 1,
        hasTemporalNesting,
        width,
        height,
        frameRate,
        pixelFormat,
        pixels.aspect(),
        pixels.colour(),
        fields);
  }

  private void readPicture() throws MediaFormatException {
    int chromaFormatIdc = VideoLimits.ue(in, 3, "chroma_format_idc");
    hasSeparatePlanes = chromaFormatIdc == 3 && in.flag();
    width = VideoLimits.pixels(in.ue(), "SPS");
    height = VideoLimits.pixels(in.ue(), "SPS");
    if (in.flag()) {
      crop(hasSeparatePlanes ? 0 : chromaFormatIdc);
    }
    int lumaBits = 8 + VideoLimits.ue(in, MOST_EXTRA_BITS, "bit_depth_luma_minus8");
    int chromaBits = 8 + VideoLimits.ue(in, MOST_EXTRA_BITS, "bit_depth_chroma_minus8");
    pixelFormat = new PixelFormat(chromaFormatIdc, lumaBits, chromaBits);
  }

  /** The conformance window counts in chroma samples, table 6-1. */
  private void crop(int chroma) throws MediaFormatException {
    int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
    int unitY = chroma == 1 ? 2 : 1;
    width = VideoLimits.cropped(width, unitX * ((long) in.ue() + in.ue()), "SPS");
    height = VideoLimits.cropped(height, unitY * ((long) in.ue() + in.ue()), "SPS");
  }

  private void skipBuffering(int subLayers) throws MediaFormatException {
    int first = in.flag() ? 0 : subLayers; // sps_sub_layer_ordering_info_present_flag
    for (int i = first; i <= subLayers; i++) {
      in.ue(); // sps_max_dec_pic_buffering_minus1
      in.ue(); // sps_max_num_reorder_pics
      in.ue(); // sps_max_latency_increase_plus1
    }
  }

  private void skipBlockSizes() throws MediaFormatException {
    in.ue(); // log2_min_luma_coding_block_size_minus3
    in.ue(); // log2_diff_max_min_luma_coding_block_size
    in.ue(); // log2_min_luma_transform_block_size_minus2
    in.ue(); // log2_diff_max_min_luma_transform_block_size
    in.ue(); // max_transform_hierarchy_depth_inter
    in.ue(); // max_transform_hierarchy_depth_intra
  }

  private void skipCodingTools() throws MediaFormatException {
    boolean mayHaveScalingLists = in.flag(); // scaling_list_enabled_flag
    if (mayHaveScalingLists && in.flag()) { // sps_scaling_list_data_present_flag
      skipScalingLists();
    }
    in.skip(2); // amp_enabled_flag, sample_adaptive_offset_enabled_flag
    if (in.flag()) {
      in.skip(4 + 4); // pcm_sample_bit_depth_luma_minus1, …_chroma_minus1
      in.ue(); // log2_min_pcm_luma_coding_block_size_minus3
      in.ue(); // log2_diff_max_min_pcm_luma_coding_block_size
      in.skip(1); // pcm_loop_filter_disabled_flag
    }
  }

  /** scaling_list_data(), §7.3.4. */
  private void skipScalingLists() throws MediaFormatException {
    for (int sizeId = 0; sizeId < 4; sizeId++) {
      for (int matrixId = 0; matrixId < 6; matrixId += sizeId == 3 ? 3 : 1) {
        skipScalingList(sizeId);
      }
    }
  }

  private void skipScalingList(int sizeId) throws MediaFormatException {
    if (!in.flag()) { // scaling_list_pred_mode_flag
      in.ue(); // scaling_list_pred_matrix_id_delta
      return;
    }
    int coefficients = Math.min(LARGEST_MATRIX, 1 << 4 + 2 * sizeId);
    int codes = sizeId > 1 ? coefficients + 1 : coefficients; // scaling_list_dc_coef_minus8
    for (int i = 0; i < codes; i++) {
      in.se();
    }
  }

  private void skipLongTermPictures(int orderCountBits) throws MediaFormatException {
    if (in.flag()) {
      int count = VideoLimits.ue(in, MOST_LONG_TERM_PICTURES, "num_long_term_ref_pics_sps");
      in.skip((orderCountBits + 1L) * count); // lt_ref_pic_poc_lsb_sps, used_by_curr_pic_lt
    }
  }

  /** vui_parameters(), §E.2.1, up to the timing; a tick is a picture. */
  private void readVui() throws MediaFormatException {
    pixels = VuiPixels.read(in);
    in.skip(1); // neutral_chroma_indication_flag
    fields = new HevcFields(in.flag(), in.flag());
    if (in.flag()) { // default_display_window_flag
      in.ue();
      in.ue();
      in.ue();
      in.ue();
    }
    if (in.flag()) {
      long unitsInTick = in.bits32();
      long timeScale = in.bits32();
      frameRate = unitsInTick > 0 ? (double) timeScale / unitsInTick : 0;
    }
  }
}
