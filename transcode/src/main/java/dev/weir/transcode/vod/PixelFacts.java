package dev.weir.transcode.vod;

import dev.weir.media.codec.VideoRange;

/**
 * What the pixels of a track mean. Immutable.
 *
 * @param format FFmpeg's name, such as {@code yuv420p10le}; empty where it cannot be decoded
 * @param depthBits of one colour
 * @param dolbyVisionProfile 0 for none
 * @param hasBaseLayer a player that does not know Dolby Vision shows right colours all the same
 */
public record PixelFacts(
    String format, int depthBits, VideoRange range, int dolbyVisionProfile, boolean hasBaseLayer) {
  /** Half of either direction for colour, as nearly all films have and browsers need. */
  boolean isHalvedChroma() {
    return format.startsWith("yuv420p") || format.startsWith("yuvj420p");
  }
}
