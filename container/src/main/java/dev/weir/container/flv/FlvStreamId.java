package dev.weir.container.flv;

import dev.weir.media.TrackKind;

/**
 * An elementary stream of an FLV or of an RTMP publication: Enhanced RTMP v2 numbers those of a
 * kind by an octet, 0 being the default, and what has no number is the default. Immutable.
 *
 * @param number the trackId on the wire, 0 to 255
 */
public record FlvStreamId(TrackKind kind, int number) {
  static final int MOST_NUMBERS = 256;

  public FlvStreamId {
    if (number < 0 || number >= MOST_NUMBERS) {
      throw new IllegalArgumentException("trackId " + number);
    }
  }

  /** The default one of its kind. */
  public static FlvStreamId first(TrackKind kind) {
    return new FlvStreamId(kind, 0);
  }

  /** The id of its {@link dev.weir.media.Track}: odd for video, even for audio. */
  public int trackId() {
    return switch (kind) {
      case VIDEO -> 1 + 2 * number;
      case AUDIO -> 2 + 2 * number;
    };
  }

  /** The stream whose track has this id. */
  static FlvStreamId ofTrack(int trackId) {
    TrackKind kind = trackId % 2 == 1 ? TrackKind.VIDEO : TrackKind.AUDIO;
    return new FlvStreamId(kind, (trackId - 1) / 2);
  }
}
