package dev.weir.packaging.archive;

import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole segments of a stream that are on disk and join on to its live window: a snapshot.
 * Immutable.
 *
 * @param periods oldest first, none of them empty
 */
public record Past(List<Period> periods) {
  public static final Past NONE = new Past(List.of());

  public Past {
    periods = List.copyOf(periods);
  }

  public boolean isEmpty() {
    return periods.isEmpty();
  }

  /**
   * The live window with its past before it. Where something between them is missing the past is
   * left out, since sequence numbers have no holes, and what is listed is what memory can promise.
   *
   * @param windowMillis how much of both playlists list
   */
  public Presentation before(Presentation live, long windowMillis) {
    long first = live.firstSequence();
    if (isEmpty() || nextSequence() < first) {
      return live;
    }
    if (periods.getFirst().firstSequence() >= first) {
      return live.with(live.periods(), windowMillis);
    }
    var joined = new ArrayList<Period>();
    for (Period period : periods) {
      if (period.firstSequence() < first && period.id() < live.periods().getFirst().id()) {
        joined.add(period);
      }
    }
    joined.add(joined(live.periods().getFirst(), first));
    joined.addAll(live.periods().subList(1, live.periods().size()));
    return live.with(joined, windowMillis);
  }

  /** The oldest live period with those of its segments that only the disk still has. */
  private Period joined(Period live, long first) {
    Optional<Period> archived =
        periods.stream().filter(period -> period.id() == live.id()).findFirst();
    if (archived.isEmpty()) {
      return live;
    }
    PeriodTrack leader = joined(archived.get(), live.leader(), first);
    return live.with(
        live.tracks().stream()
            .map(track -> AgreeingTracks.joined(joined(archived.get(), track, first), leader))
            .toList());
  }

  private static PeriodTrack joined(Period archived, PeriodTrack live, long first) {
    Optional<PeriodTrack> before = archived.track(live.name());
    if (before.isEmpty()) {
      return live;
    }
    var segments = new ArrayList<Segment>(before.get().segments().size() + live.segments().size());
    for (Segment segment : before.get().segments()) {
      if (segment.sequence() < first) {
        segments.add(segment);
      }
    }
    segments.addAll(live.segments());
    return live.with(segments);
  }

  long nextSequence() {
    return periods.getLast().nextSequence();
  }
}
