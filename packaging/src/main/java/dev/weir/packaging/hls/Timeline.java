package dev.weir.packaging.hls;

import dev.weir.packaging.MediaName;
import dev.weir.packaging.Part;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import java.util.List;
import java.util.Optional;

/**
 * One rendition as its media playlist tells it: every segment of the window in order, with gaps
 * where a period lacks the rendition, so that sequence numbers and discontinuities agree with the
 * other renditions, RFC 8216bis §6.2.4. Immutable.
 */
record Timeline(List<Entry> entries) {
  Timeline {
    entries = List.copyOf(entries);
  }

  /**
   * The rendition within the window. One that only older periods have is all gaps.
   *
   * @throws IllegalArgumentException where the presentation does not know the rendition
   */
  static Timeline of(Presentation presentation, String rendition) {
    if (presentation.newestTrack(rendition).isEmpty()) {
      throw new IllegalArgumentException("No such rendition: " + rendition);
    }
    return new Timeline(
        presentation.listed().periods().stream()
            .flatMap(period -> {
              Optional<PeriodTrack> own = period.track(rendition);
              PeriodTrack track = own.orElseGet(period::leader);
              return track.segments().stream()
                  .map(segment -> new Entry(period, track, segment, own.isEmpty()));
            })
            .filter(Entry::isListed)
            .toList());
  }

  /** The newest entry of that timeline, without the others. */
  static Optional<Entry> lastOf(Presentation presentation, String rendition) {
    for (Period period : presentation.periods().reversed()) {
      Optional<PeriodTrack> own = period.track(rendition);
      PeriodTrack track = own.orElseGet(period::leader);
      for (Segment segment : track.segments().reversed()) {
        var entry = new Entry(period, track, segment, own.isEmpty());
        if (entry.isListed()) {
          return Optional.of(entry);
        }
      }
    }
    return Optional.empty();
  }

  long firstSequence() {
    return entries.isEmpty() ? 0 : entries.getFirst().sequence();
  }

  Optional<Entry> last() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
  }

  /** Something of this period is listed. */
  boolean hasPeriod(Period period) {
    return last().filter(entry -> entry.period().id() == period.id()).isPresent();
  }

  /** How far the beginning of each entry is from the end of the playlist, parts included. */
  long[] microsToEnd() {
    var distances = new long[entries.size()];
    long distance = 0;
    for (int i = entries.size() - 1; i >= 0; i--) {
      distance += entries.get(i).durationMicros();
      distances[i] = distance;
    }
    return distances;
  }

  /** The sequence number of the newest complete segment, or one less than the oldest's. */
  long lastCompleteSequence() {
    return entries.reversed().stream()
        .filter(entry -> entry.segment().complete())
        .mapToLong(Entry::sequence)
        .findFirst()
        .orElse(firstSequence() - 1);
  }

  /**
   * A segment with what its tags need.
   *
   * @param track the rendition's own track, or the leader of a period that lacks the rendition
   * @param borrowed the rendition is missing there: all is a gap, as long as the leader's segment
   */
  record Entry(Period period, PeriodTrack track, Segment segment, boolean borrowed) {
    long sequence() {
      return segment.sequence();
    }

    /** An open segment of which nothing has come yet appears nowhere. */
    boolean isListed() {
      return segment.complete() || !segment.parts().isEmpty();
    }

    boolean isGap() {
      return borrowed || segment.isGap();
    }

    String segmentUri() {
      return new MediaName.SegmentFile(segment.startTicks()).fileName();
    }

    String partUri(int index) {
      return new MediaName.PartFile(segment.startTicks(), index).fileName();
    }

    long durationMicros() {
      return track.durationMicros(segment);
    }

    long durationMicros(Part part) {
      return track.durationMicros(part);
    }
  }
}
