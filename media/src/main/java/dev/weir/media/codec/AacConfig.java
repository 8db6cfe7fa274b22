package dev.weir.media.codec;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * AAC: an AudioSpecificConfig, ISO/IEC 14496-3 §1.6.2.1. Immutable.
 *
 * @param objectType 2 for AAC-LC, 5 for HE-AAC, 29 for HE-AAC v2
 * @param sampleRate samples in a second of the core coder, in which frames are counted
 * @param channels 1 to 8, as heard: parametric stereo has 2
 * @param frameSamples samples in one frame of the core coder, 1024 or 960
 * @param heardSampleRate what a decoder puts out: SBR makes twice the core's, as a rule
 * @param specificConfig the AudioSpecificConfig as it came
 */
public record AacConfig(
    int objectType,
    int sampleRate,
    int channels,
    int frameSamples,
    int heardSampleRate,
    Bytes specificConfig)
    implements AudioConfig {

  /** One whose core is all there is. */
  public AacConfig(
      int objectType, int sampleRate, int channels, int frameSamples, Bytes specificConfig) {
    this(objectType, sampleRate, channels, frameSamples, sampleRate, specificConfig);
  }

  public static AacConfig parse(Bytes specificConfig) throws MediaFormatException {
    return new AacConfigParser(specificConfig).parse();
  }

  /** mp4a.40.O, RFC 6381 §3.3. */
  @Override
  public String codecString() {
    return "mp4a.40." + objectType;
  }
}
