package dev.weir.transcode.vod;

/**
 * Sound that is made of a track that not every browser can play. Immutable.
 *
 * @param name such as {@code 1-stereo}; no other rung of the film has it
 * @param track FFmpeg's number of the one that it is made of
 * @param channels 1, 2 or 6
 */
public record AudioRung(String name, int track, int channels, long bitrateBps, TrackLabel label) {
  /** FFmpeg's name of the layout. */
  String layout() {
    return switch (channels) {
      case 1 -> "mono";
      case 2 -> "stereo";
      default -> "5.1";
    };
  }
}
