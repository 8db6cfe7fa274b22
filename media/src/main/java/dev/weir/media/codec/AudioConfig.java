package dev.weir.media.codec;

import dev.weir.media.TrackKind;

/** What a decoder must know before the first frame of sound. Immutable. */
public sealed interface AudioConfig extends CodecConfig
    permits AacConfig, Ac3Config, Eac3Config, FlacConfig, Mp3Config, OpusConfig {

  /** {@link #frameSamples} of a codec whose frames differ in length. */
  int VARIABLE_FRAME = 0;

  /** Samples in a second, in which frames are counted. */
  int sampleRate();

  /** Samples in a second that a decoder puts out; more where the codec makes some up. */
  default int heardSampleRate() {
    return sampleRate();
  }

  /** 1 to 8, as heard. */
  int channels();

  /** Samples in every frame, or {@link #VARIABLE_FRAME}. */
  int frameSamples();

  @Override
  default TrackKind kind() {
    return TrackKind.AUDIO;
  }
}
