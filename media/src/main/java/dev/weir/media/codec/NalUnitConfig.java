package dev.weir.media.codec;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;

/**
 * A configuration of H.264 or H.265, whose samples consist of NAL units that a container frames
 * with their lengths, and whose parameter sets stand in the configuration alone: at a keyframe new
 * ones make a new configuration, elsewhere they stay in the sample, where decoders find them.
 * Immutable.
 */
public sealed interface NalUnitConfig extends VideoConfig permits AvcConfig, HevcConfig {
  /** Octets of the length before each unit, as our containers write it. */
  int NAL_LENGTH_BYTES = 4;

  @Override
  NalUnitConfig configuredBy(List<Bytes> keyframe) throws MediaFormatException;
}
