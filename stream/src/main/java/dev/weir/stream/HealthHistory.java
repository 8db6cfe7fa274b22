package dev.weir.stream;

import java.util.List;
import java.util.Optional;

/**
 * How a stream has come in over the last ten minutes at most, second by second. Immutable.
 *
 * @param from the first second it holds, counted from the stream's opening
 * @param next the second that is not over yet
 * @param endWallMillis when {@code next} began, since 1970 in UTC
 * @param steadySince the second with which the present run of timestamps began, of the publisher
 *     that is there now; what came before tells nothing about it
 * @param publishing somebody publishes
 * @param tracks that the publisher has configured, by id; the last known where nobody publishes
 */
public record HealthHistory(
    long from,
    long next,
    long endWallMillis,
    long steadySince,
    boolean publishing,
    Series<StreamMeasure> stream,
    List<TrackHealth> tracks) {
  public HealthHistory {
    tracks = List.copyOf(tracks);
  }

  /** The first track of video. */
  public Optional<TrackHealth> video() {
    return tracks.stream().filter(TrackHealth::isVideo).findFirst();
  }

  /** The first track of audio. */
  public Optional<TrackHealth> audio() {
    return tracks.stream().filter(track -> !track.isVideo()).findFirst();
  }
}
