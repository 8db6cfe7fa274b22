package dev.weir.packaging;

import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.VideoConfig;

/** How many pictures a second a track has. */
public final class FrameRates {
  private FrameRates() {}

  /** As its configuration says; 0 where it does not, and for audio. */
  static double declared(CodecConfig config) {
    return switch (config) {
      case VideoConfig video -> video.frameRate();
      case AudioConfig _ -> 0;
    };
  }

  /**
   * As its configuration says where that agrees with what was counted, else as it was counted; 0
   * for audio.
   */
  public static double measured(CodecConfig config, long frames, long ticks, int timescale) {
    if (config instanceof AudioConfig) {
      return 0;
    }
    double measured = (double) frames * timescale / ticks;
    double declared = declared(config);
    return Math.abs(measured - declared) < declared / 100 ? declared : measured;
  }
}
