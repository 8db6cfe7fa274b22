package dev.weir.packaging.hls;

import dev.weir.packaging.MediaName;
import dev.weir.packaging.Part;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One rendition as its media playlist tells it: every segment of the window in order, with gaps
 * where a period lacks the rendition, or has it only later, so that sequence numbers and
 * discontinuities agree with the other renditions, RFC 8216bis §6.2.4. At the live edge it may end
 * before the others do: a rung comes after what it is made from. Immutable.
 *
 * @param firstSequence of the window, be there an entry or not
 */
record Timeline(long firstSequence, List<Entry> entries) {
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
    Presentation listed = presentation.listed();
    return new Timeline(listed.firstSequence(), newestFirst(listed, rendition).toList().reversed());
  }

  /** The newest entry of that timeline, without the others. */
  static Optional<Entry> lastOf(Presentation presentation, String rendition) {
    return newestFirst(presentation, rendition).findFirst();
  }

  /**
   * All its entries in the presentation, in the window or not, from the newest back. Once there is
   * something of a later period nothing is added to those before.
   */
  static Stream<Entry> newestFirst(Presentation presentation, String rendition) {
    boolean isEnded = presentation.state() == Presentation.State.ENDED;
    List<Period> begun =
        presentation.periods().reversed().stream()
            .dropWhile(period -> backwards(period, rendition, isEnded).findFirst().isEmpty())
            .toList();
    return IntStream.range(0, begun.size())
        .boxed()
        .flatMap(i -> backwards(begun.get(i), rendition, isEnded || i > 0));
  }

  /**
   * What is listed of a period, from the newest back: its own segments, and gaps as long as the
   * leader's before the first of them.
   *
   * @param isOver nothing more will come, so that what is missing at the end is a gap too
   */
  private static Stream<Entry> backwards(Period period, String rendition, boolean isOver) {
    Optional<PeriodTrack> own = period.track(rendition);
    return own.isPresent()
        ? backwards(period, own.get(), isOver)
        : borrowed(period).filter(Entry::isListed);
  }

  private static Stream<Entry> backwards(Period period, PeriodTrack own, boolean isOver) {
    List<Segment> segments = isOver ? whole(own) : own.segments();
    if (segments.isEmpty()) {
      return isOver ? gaps(period) : Stream.empty();
    }
    Stream<Entry> listed =
        Stream.concat(
            segments.reversed().stream().map(segment -> new Entry(period, own, segment, false)),
            borrowedBefore(segments.getFirst().sequence(), period));
    return Stream.concat(
            isOver ? borrowedAfter(segments.getLast().sequence(), period) : Stream.empty(), listed)
        .filter(Entry::isListed);
  }

  private static List<Segment> whole(PeriodTrack track) {
    List<Segment> segments = track.segments();
    boolean endsOpen = !segments.isEmpty() && !segments.getLast().complete();
    return endsOpen ? segments.subList(0, segments.size() - 1) : segments;
  }

  private static Stream<Entry> borrowedAfter(long sequence, Period period) {
    return gaps(period).takeWhile(entry -> entry.sequence() > sequence);
  }

  private static Stream<Entry> borrowedBefore(long sequence, Period period) {
    return period.firstSequence() == sequence
        ? Stream.empty()
        : gaps(period).dropWhile(entry -> entry.sequence() >= sequence);
  }

  /** As its own gaps are: without parts, since it may have had some before it was given up. */
  private static Stream<Entry> gaps(Period period) {
    return borrowed(period).filter(Entry::isWhole).map(Entry::withoutParts);
  }

  private static Stream<Entry> borrowed(Period period) {
    PeriodTrack leader = period.leader();
    return leader.segments().reversed().stream()
        .map(segment -> new Entry(period, leader, segment, true));
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

  boolean isAheadOf(Timeline other) {
    return other.last().isEmpty()
        || last().filter(own -> own.isAheadOf(other.last().get())).isPresent();
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
   * @param track the rendition's own track, or the leader where the period lacks the rendition
   * @param borrowed the rendition is missing there: all is a gap, as long as the leader's segment
   */
  record Entry(Period period, PeriodTrack track, Segment segment, boolean borrowed) {
    long sequence() {
      return segment.sequence();
    }

    private boolean isAheadOf(Entry other) {
      int ownParts = segment.parts().size();
      return sequence() > other.sequence()
          || (sequence() == other.sequence()
              && !other.isWhole()
              && (isWhole() || ownParts > other.segment.parts().size()));
    }

    private Entry withoutParts() {
      return new Entry(period, track, segment.with(List.of()), borrowed);
    }

    boolean isWhole() {
      return segment.complete();
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
