package dev.weir.packaging;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * From which segment of a period on which rungs have all that the leader has: DASH allows no
 * missing segments, so that it has a Period for each line-up. Immutable.
 *
 * @param firstSequence of its first segment; what came before is of the line-up before
 * @param startMillis when it begins, since 1970; that of the period for the first line-up, and
 *     {@link #UNKNOWN} as long as it is not open
 * @param rungs by the name of each that is in it the number of the first segment that it lacks,
 *     from which on nothing of it is shown; {@link #NONE} where it lacks none
 * @param isOpen viewers are told of it; until then it is not certain, and nothing of it is shown
 */
public record Lineup(
    long firstSequence, long startMillis, Map<String, Long> rungs, boolean isOpen) {
  static final long UNKNOWN = -1;
  static final long NONE = Long.MAX_VALUE;

  public Lineup {
    rungs = Map.copyOf(rungs);
  }

  static Lineup expected(long firstSequence, Set<String> rungs) {
    return new Lineup(firstSequence, UNKNOWN, lackingNone(rungs), false);
  }

  static Lineup open(long firstSequence, long startMillis, Set<String> rungs) {
    return new Lineup(firstSequence, startMillis, lackingNone(rungs), true);
  }

  private static Map<String, Long> lackingNone(Set<String> rungs) {
    return rungs.stream().collect(Collectors.toMap(Function.identity(), _ -> NONE));
  }

  Set<String> names() {
    return rungs.keySet();
  }

  boolean has(String rung) {
    return rungs.containsKey(rung);
  }

  /** Whether nothing of it is missing so far. */
  boolean hasWhole(String rung) {
    return rungs.getOrDefault(rung, UNKNOWN) == NONE;
  }

  /** This line-up with the first gaps of its rungs, where they have some before that segment. */
  Lineup noting(Period period, long nextSequence) {
    Map<String, Long> noted =
        rungs.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    rung ->
                        rung.getValue() == NONE
                            ? firstGap(period, rung.getKey(), nextSequence)
                            : rung.getValue()));
    return noted.equals(rungs) ? this : new Lineup(firstSequence, startMillis, noted, isOpen);
  }

  private long firstGap(Period period, String rung, long nextSequence) {
    return period.track(rung).stream()
        .flatMap(track -> track.segments().reversed().stream())
        .takeWhile(segment -> segment.sequence() >= firstSequence)
        .filter(segment -> segment.isGap() && segment.sequence() < nextSequence)
        .mapToLong(Segment::sequence)
        .min()
        .orElse(NONE);
  }
}
