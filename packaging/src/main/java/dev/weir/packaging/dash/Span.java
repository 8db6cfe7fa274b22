package dev.weir.packaging.dash;

import dev.weir.media.MediaTime;
import dev.weir.media.TrackKind;
import dev.weir.packaging.Lineup;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * What a manifest shows as one Period: a period of the presentation, or as much of it as the same
 * rungs are there, since DASH allows no missing segments. Immutable.
 *
 * @param whole the period of the presentation
 * @param period what is shown of it: the tracks that are in it with their segments in it
 * @param id of the first line-up that of the period, of others with the number of the first segment
 * @param startMillis when it begins, since 1970
 * @param nextSequence of the first segment that is not in it any more
 */
record Span(Period whole, Period period, String id, long startMillis, long nextSequence) {
  private static final long OPEN_END = Long.MAX_VALUE;

  /** All that viewers may be told of, oldest first; some may have nothing to show. */
  static List<Span> of(Presentation presentation) {
    var spans = new ArrayList<Span>();
    for (Period period : presentation.periods()) {
      if (period.lineups().isEmpty()) {
        String id = Long.toString(period.id());
        spans.add(new Span(period, period, id, period.id(), OPEN_END));
      } else {
        spans.addAll(lineups(period));
      }
    }
    return spans;
  }

  private static List<Span> lineups(Period period) {
    var spans = new ArrayList<Span>();
    List<Lineup> lineups = period.lineups();
    for (int i = 0; i < lineups.size(); i++) {
      long next = i + 1 < lineups.size() ? lineups.get(i + 1).firstSequence() : OPEN_END;
      Lineup lineup = lineups.get(i);
      if (lineup.isOpen() && next > period.firstSequence()) {
        String id = i == 0 ? "" + period.id() : period.id() + "-" + lineup.firstSequence();
        Period shown = period.with(tracks(period, lineup, next));
        spans.add(new Span(period, shown, id, lineup.startMillis(), next));
      }
    }
    return spans;
  }

  private static List<PeriodTrack> tracks(Period period, Lineup lineup, long next) {
    return period.tracks().stream()
        .filter(track -> !isRung(period, track) || lineup.rungs().containsKey(track.name()))
        .map(track -> {
          long end = Math.min(next, lineup.rungs().getOrDefault(track.name(), next));
          return track.from(lineup.firstSequence()).until(end - 1);
        })
        .toList();
  }

  private static boolean isRung(Period period, PeriodTrack track) {
    return track.track().kind() == TrackKind.VIDEO && !track.name().equals(period.leader().name());
  }

  /** Whether a ladder is in it, be there a rung or not. */
  boolean hasLadder() {
    return !whole.lineups().isEmpty();
  }

  boolean isOf(Period other) {
    return whole.id() == other.id();
  }

  /** How many segments its rungs lack of those that the leader has in it. */
  long lacking() {
    if (!hasLadder()) {
      return 0;
    }
    long led = complete(period.leader());
    return period.tracks().stream()
        .filter(track -> isRung(period, track))
        .mapToLong(rung -> led - complete(rung))
        .sum();
  }

  private static long complete(PeriodTrack track) {
    return track.segments().stream().filter(Segment::complete).count();
  }

  /** Its beginning in the track's ticks: presentationTimeOffset. */
  long offsetTicks(PeriodTrack track) {
    return MediaTime.convert(startMillis, MediaTime.MILLIS_PER_SECOND, track.timescale());
  }

  /** A moment of the track, since 1970. */
  long millis(PeriodTrack track, long ticks) {
    return startMillis + MediaTime.toMillis(ticks - offsetTicks(track), track.timescale());
  }
}
