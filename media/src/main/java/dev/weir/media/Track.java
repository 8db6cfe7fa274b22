package dev.weir.media;

import dev.weir.media.codec.CodecConfig;

/**
 * One elementary stream of a period, fixed for as long as the period lasts. Immutable.
 *
 * @param id 1 or more, unique in its period
 * @param timescale ticks in a second, in which this track's samples count time
 */
public record Track(int id, int timescale, CodecConfig config) {
  public Track {
    if (id < 1 || timescale < 1) {
      throw new IllegalArgumentException(
          "track id and timescale must be positive: " + id + ", " + timescale);
    }
  }

  public TrackKind kind() {
    return config.kind();
  }
}
