package dev.weir.packaging;

import java.util.List;
import java.util.Optional;

/**
 * Everything that viewers may ask for at one moment: the snapshot from which playlists, manifests
 * and byte ranges are pure functions. Immutable.
 *
 * @param targetDurationSeconds HLS's EXT-X-TARGETDURATION, fixed for the life of the stream
 * @param partTargetMillis the longest part of any track, fixed for the life of the stream
 * @param startMillis when the first period began, since 1970 in UTC, even if it is gone by now;
 *     DASH's availabilityStartTime
 * @param windowMillis how much of the past is listed at most
 * @param periods never empty; oldest first; segments' sequence numbers run on from one to the next
 */
public record Presentation(
    State state,
    int targetDurationSeconds,
    int partTargetMillis,
    long startMillis,
    long windowMillis,
    List<Period> periods) {

  /** What the stream behind it is doing. */
  public enum State {
    /** Segments are being added. */
    LIVE,
    /** The publisher is lost and may return. */
    INTERRUPTED,
    /** Nothing will be added any more. */
    ENDED
  }

  public Presentation {
    periods = List.copyOf(periods);
  }

  public Period currentPeriod() {
    return periods.getLast();
  }

  /** Names of all renditions in any listed period, leader first, each once. */
  public List<String> renditions() {
    return periods.reversed().stream()
        .flatMap(period -> period.tracks().stream())
        .map(PeriodTrack::name)
        .distinct()
        .toList();
  }

  /** The newest period's track of this rendition. */
  public Optional<PeriodTrack> newestTrack(String rendition) {
    return periods.reversed().stream()
        .flatMap(period -> period.track(rendition).stream())
        .findFirst();
  }

  /** The sequence number of the oldest listed segment. */
  public long firstSequence() {
    return periods.getFirst().leader().segments().getFirst().sequence();
  }
}
