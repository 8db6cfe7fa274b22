package dev.weir.media.sound;

import dev.weir.media.Bytes;
import dev.weir.media.codec.AacConfig;

/**
 * Tells whether a frame of AAC goes on beyond its last octet, as the last one of a recording that
 * was broken off. Pure.
 */
public final class AacEnd {
  private AacEnd() {}

  /**
   * False also of what cannot be told: other kinds of AAC, and damage within the frame.
   *
   * @param frame a raw_data_block(), of whatever octets
   */
  public static boolean isCutOff(AacConfig config, Bytes frame) {
    return SoundMeter.isDecodable(config) && new AacDecoder(config.sampleRate()).isCutOff(frame);
  }
}
