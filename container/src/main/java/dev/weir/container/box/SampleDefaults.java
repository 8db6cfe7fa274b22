package dev.weir.container.box;

import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;

/**
 * What holds for samples that a {@code trun} says nothing of: from {@code trex}, and over it from
 * {@code tfhd}. Immutable.
 */
public record SampleDefaults(int durationTicks, int sizeBytes, int flags) {
  public static final SampleDefaults NONE = new SampleDefaults(0, 0, 0);

  /** ISO/IEC 14496-12 §8.8.3, behind the track's id. */
  public static SampleDefaults ofTrackExtends(ByteReader trex) throws MediaFormatException {
    trex.skip(4); // default_sample_description_index
    return new SampleDefaults(trex.s32(), trex.s32(), trex.s32());
  }

  /** ISO/IEC 14496-12 §8.8.7, behind the track's id and base_data_offset. */
  public SampleDefaults over(ByteReader tfhd, int tfhdFlags) throws MediaFormatException {
    if ((tfhdFlags & FragmentFlags.TFHD_SAMPLE_DESCRIPTION_INDEX) != 0) {
      tfhd.skip(4);
    }
    return new SampleDefaults(
        (tfhdFlags & FragmentFlags.TFHD_DEFAULT_DURATION) != 0 ? tfhd.s32() : durationTicks,
        (tfhdFlags & FragmentFlags.TFHD_DEFAULT_SIZE) != 0 ? tfhd.s32() : sizeBytes,
        (tfhdFlags & FragmentFlags.TFHD_DEFAULT_FLAGS) != 0 ? tfhd.s32() : flags);
  }
}
