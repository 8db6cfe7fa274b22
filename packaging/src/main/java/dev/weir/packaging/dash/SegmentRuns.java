package dev.weir.packaging.dash;

import dev.weir.packaging.Segment;
import java.util.ArrayList;
import java.util.List;

/** Segments of a track as the entries of a SegmentTimeline, ISO/IEC 23009-1 §5.3.9.6. Immutable. */
record SegmentRuns(List<Run> runs) {
  SegmentRuns {
    runs = List.copyOf(runs);
  }

  /**
   * One {@code S}: neighbours of equal duration.
   *
   * @param follows it begins where the run before it ends, so that {@code S@t} goes without saying
   */
  record Run(long startTicks, long durationTicks, int count, boolean follows) {
    long endTicks() {
      return startTicks + durationTicks * count;
    }

    private boolean goesOnWith(long nextStartTicks, long nextDurationTicks) {
      return nextStartTicks == endTicks() && nextDurationTicks == durationTicks;
    }

    private Run oneMore() {
      return new Run(startTicks, durationTicks, count + 1, follows);
    }
  }

  /** The complete ones; gaps are left out. */
  static SegmentRuns of(List<Segment> segments) {
    List<Run> runs = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.complete() && !segment.isGap()) {
        append(segment.startTicks(), segment.durationTicks(), runs);
      }
    }
    return new SegmentRuns(runs);
  }

  /** These and one more. */
  SegmentRuns plus(GrowingSegment growing) {
    var longer = new ArrayList<>(runs);
    append(growing.startTicks(), growing.expectedTicks(), longer);
    return new SegmentRuns(longer);
  }

  private static void append(long startTicks, long durationTicks, List<Run> runs) {
    if (!runs.isEmpty() && runs.getLast().goesOnWith(startTicks, durationTicks)) {
      runs.set(runs.size() - 1, runs.getLast().oneMore());
      return;
    }
    boolean follows = !runs.isEmpty() && runs.getLast().endTicks() == startTicks;
    runs.add(new Run(startTicks, durationTicks, 1, follows));
  }
}
