package dev.weir.packaging;

import dev.weir.media.MediaTime;
import dev.weir.media.TrackKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Decides on the line-ups of a period as it grows. Nothing that viewers were told is taken back: a
 * line-up begins with the first segment that nobody has heard of, and opens once each of its tracks
 * has some of it. A rung that has none by the time the leader is through with that segment and
 * {@value #LONGEST_WAIT} more is not waited for; in the first line-up, not even as long. Confined
 * to its user.
 *
 * <p>A rung is in from the beginning, or from its first whole segment on; out with its first gap;
 * and in again after {@value #FIRST_HOLD} whole segments, after twice as many each time, up to
 * {@value #LONGEST_HOLD}: one that cannot keep up makes few line-ups.
 */
final class Lineups {
  private static final int FIRST_HOLD = 8;
  private static final int LONGEST_HOLD = 512;

  /** In segments; the leader's are not shown either while a line-up waits. */
  private static final int LONGEST_WAIT = 2;

  private final List<Lineup> known;
  private final Period period;
  private final PeriodTrack leader;
  private final List<PeriodTrack> rungs;
  private final boolean inParts;

  private Lineups(List<Lineup> known, Period period, boolean inParts) {
    this.known = noting(known, period);
    this.period = period;
    this.leader = period.leader();
    this.rungs = rungs(period);
    this.inParts = inParts && !period.ended();
  }

  /**
   * The line-ups of a period; none where it never had a rung.
   *
   * @param known those of the period as it was before, none where it had no rungs or was not there
   * @param inParts viewers are told of segments that still grow
   */
  static List<Lineup> next(List<Lineup> known, Period period, boolean inParts) {
    var lineups = new Lineups(known, period, inParts);
    boolean hasNone = known.isEmpty() && lineups.rungs.isEmpty();
    return hasNone || period.leader().segments().isEmpty() ? known : lineups.next();
  }

  /** Of a period to which nothing is added any more, and of which nobody was told. */
  static List<Lineup> settled(Period period) {
    return rungs(period).isEmpty() ? List.of() : new SettledLineups(period, rungs(period)).build();
  }

  /** How many whole segments a rung must have before it comes back for the nth time. */
  static int hold(long dropped) {
    return dropped == 0 ? 1 : (int) Math.min((long) FIRST_HOLD << (dropped - 1), LONGEST_HOLD);
  }

  private static List<PeriodTrack> rungs(Period period) {
    return period.tracks().stream()
        .skip(1)
        .filter(track -> track.track().kind() == TrackKind.VIDEO)
        .toList();
  }

  /** Only the last two can have rungs that still come after the leader. */
  private static List<Lineup> noting(List<Lineup> known, Period period) {
    var noted = new ArrayList<Lineup>(known);
    for (int i = Math.max(0, known.size() - 3); i < known.size(); i++) {
      long next = i + 1 < known.size() ? known.get(i + 1).firstSequence() : Lineup.NONE;
      noted.set(i, known.get(i).noting(period, next));
    }
    return List.copyOf(noted);
  }

  private List<Lineup> next() {
    if (known.isEmpty()) {
      return List.of(first());
    }
    Lineup last = known.getLast();
    return last.isOpen() ? afterOpen(last) : afterExpected(last);
  }

  /** Where something was complete before the ladder was there, viewers know it without rungs. */
  private Lineup first() {
    boolean isKnown = leader.segments().getFirst().complete();
    return isKnown
        ? Lineup.open(0, period.id(), Set.of())
        : Lineup.expected(
            0, rungs.stream().map(PeriodTrack::name).collect(Collectors.toUnmodifiableSet()));
  }

  private List<Lineup> afterOpen(Lineup last) {
    Set<String> wanted = wanted(last);
    return period.ended() || wanted.equals(last.names())
        ? known
        : with(known, Lineup.expected(firstUntold(), wanted));
  }

  private List<Lineup> afterExpected(Lineup expected) {
    List<Lineup> before = known.subList(0, known.size() - 1);
    long first = Math.max(expected.firstSequence(), leader.segments().getFirst().sequence());
    Optional<Segment> begun = segment(leader, first);
    if (begun.isEmpty()) {
      return period.ended() ? before : revised(before, expected);
    }
    Set<String> ready =
        expected.names().stream()
            .filter(name -> before.isEmpty() || isWholeOrNew(name, before.getLast()))
            .filter(name -> period.track(name).filter(rung -> isReady(rung, first)).isPresent())
            .collect(Collectors.toUnmodifiableSet());
    boolean areAllReady = ready.size() == expected.rungs().size() && areSoundsReady(first);
    if (!areAllReady && !isLate(before.isEmpty() ? first : first + LONGEST_WAIT)) {
      return known;
    }
    if (before.isEmpty()) {
      return List.of(Lineup.open(0, period.id(), ready));
    }
    return before.getLast().names().equals(ready)
        ? before
        : with(before, Lineup.open(first, millis(leader, begun.get()), ready));
  }

  private static boolean isWholeOrNew(String rung, Lineup before) {
    return before.hasWhole(rung) || !before.has(rung);
  }

  /** As long as it has not begun, another rung may join, and one leave. */
  private List<Lineup> revised(List<Lineup> before, Lineup expected) {
    if (before.isEmpty()) {
      return known;
    }
    Set<String> wanted = wanted(before.getLast());
    return wanted.equals(before.getLast().names())
        ? before
        : with(before, Lineup.expected(expected.firstSequence(), wanted));
  }

  private static List<Lineup> with(List<Lineup> before, Lineup last) {
    return Stream.concat(before.stream(), Stream.of(last)).toList();
  }

  private boolean isReady(PeriodTrack track, long sequence) {
    return segment(track, sequence)
        .filter(segment -> !segment.parts().isEmpty() && (inParts || segment.complete()))
        .isPresent();
  }

  private boolean areSoundsReady(long sequence) {
    return period.tracks().stream()
        .filter(track -> track.track().kind() == TrackKind.AUDIO || track.equals(leader))
        .allMatch(track -> isReady(track, sequence));
  }

  private boolean isLate(long sequence) {
    long awaited = inParts ? sequence : sequence + 1;
    return period.ended()
        || segment(leader, awaited).filter(Segment::complete).isPresent()
        || period.nextSequence() - 1 > awaited;
  }

  /** Of a segment that is about to begin viewers know as well. */
  private long firstUntold() {
    Segment last = leader.segments().getLast();
    return last.complete() ? last.sequence() + 2 : last.sequence() + 1;
  }

  private Set<String> wanted(Lineup open) {
    return rungs.stream()
        .filter(rung -> open.has(rung.name()) ? open.hasWhole(rung.name()) : hasHeld(rung))
        .map(PeriodTrack::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean hasHeld(PeriodTrack rung) {
    if (rung.segments().isEmpty()) {
      return false;
    }
    Segment newest = rung.segments().getLast();
    long next = newest.complete() ? newest.sequence() + 1 : newest.sequence();
    int hold = hold(dropped(rung.name()));
    long held =
        rung.segments().reversed().stream()
            .takeWhile(segment -> !segment.isGap())
            .filter(Segment::complete)
            .limit(hold)
            .count();
    return held == hold && next + LONGEST_WAIT >= leader.segments().getLast().sequence();
  }

  private long dropped(String rung) {
    return LongStream.range(1, known.size())
        .filter(i ->
            known.get((int) i).isOpen()
                && known.get((int) i - 1).has(rung)
                && !known.get((int) i).has(rung))
        .count();
  }

  private static Optional<Segment> segment(PeriodTrack track, long sequence) {
    return track.segments().reversed().stream()
        .takeWhile(segment -> segment.sequence() >= sequence)
        .filter(segment -> segment.sequence() == sequence)
        .findFirst();
  }

  /** Rounded down, so that the line-up has begun when its first picture is shown. */
  static long millis(PeriodTrack leader, Segment segment) {
    return Math.floorDiv(
        segment.startTicks() * MediaTime.MILLIS_PER_SECOND, (long) leader.timescale());
  }
}
