package dev.weir.packaging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The line-ups of a period that is all there: they change where the gaps are. Confined to its user.
 */
final class SettledLineups {
  private final long periodId;
  private final PeriodTrack leader;
  private final List<PeriodTrack> rungs;

  /** Which rungs come and go with a segment, by its number. */
  private final TreeMap<Long, Map<String, Boolean>> changes = new TreeMap<>();

  SettledLineups(Period period, List<PeriodTrack> rungs) {
    this.periodId = period.id();
    this.leader = period.leader();
    this.rungs = rungs;
  }

  List<Lineup> build() {
    if (leader.segments().isEmpty()) {
      return List.of();
    }
    rungs.forEach(this::noteRuns);
    var lineups = new ArrayList<Lineup>();
    var present = new TreeSet<String>();
    long first = leader.segments().getFirst().sequence();
    changes.computeIfAbsent(first, _ -> new HashMap<>());
    for (Segment segment : leader.segments()) {
      Map<String, Boolean> change = changes.get(segment.sequence());
      if (change != null) {
        change.forEach((rung, isIn) -> {
          if (isIn) {
            present.add(rung);
          } else {
            present.remove(rung);
          }
        });
        add(segment, Set.copyOf(present), lineups);
      }
    }
    return Collections.unmodifiableList(lineups);
  }

  private void add(Segment segment, Set<String> present, List<Lineup> lineups) {
    if (lineups.isEmpty()) {
      lineups.add(Lineup.open(0, periodId, present));
    } else if (!lineups.getLast().names().equals(present)) {
      long millis = Lineups.millis(leader, segment);
      lineups.add(Lineup.open(segment.sequence(), millis, present));
    }
  }

  /** Runs that are too short are left out, as they are of a stream on air. */
  private void noteRuns(PeriodTrack rung) {
    long dropped = 0;
    long begin = -1;
    long next = -1;
    for (Segment segment : rung.segments()) {
      boolean isThere = segment.complete() && !segment.isGap();
      if (begin >= 0 && (!isThere || segment.sequence() != next)) {
        dropped += note(rung.name(), begin, next, dropped);
        begin = -1;
      }
      if (isThere && begin < 0) {
        begin = segment.sequence();
      }
      next = segment.sequence() + 1;
    }
    if (begin >= 0) {
      note(rung.name(), begin, next, dropped);
    }
  }

  private int note(String rung, long begin, long next, long dropped) {
    if (next - begin < Lineups.hold(dropped)) {
      return 0;
    }
    changes.computeIfAbsent(begin, _ -> new HashMap<>()).put(rung, true);
    changes.computeIfAbsent(next, _ -> new HashMap<>()).put(rung, false);
    return 1;
  }
}
