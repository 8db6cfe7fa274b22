package dev.weir.stream;

import dev.weir.media.Track;
import dev.weir.media.TrackKind;

/**
 * How one track has come in. Immutable.
 *
 * @param openGopMillis media time since the last keyframe of video; 0 before the first
 */
public record TrackHealth(Track track, Series<TrackMeasure> series, long openGopMillis) {
  public boolean isVideo() {
    return track.kind() == TrackKind.VIDEO;
  }
}
