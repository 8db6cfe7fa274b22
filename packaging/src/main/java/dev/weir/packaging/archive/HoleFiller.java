package dev.weir.packaging.archive;

import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import java.util.ArrayList;
import java.util.List;

/** Puts gaps where sequence numbers of a track are missing. Confined to its user. */
final class HoleFiller {
  private final List<Segment> filled = new ArrayList<>();
  private final long longestTicks;

  private HoleFiller(long longestTicks) {
    this.longestTicks = longestTicks;
  }

  /**
   * The track with a gap for each missing segment.
   *
   * @param longestSeconds how long a gap may be
   */
  static PeriodTrack fill(PeriodTrack track, int longestSeconds) {
    var filler = new HoleFiller((long) longestSeconds * track.timescale());
    track.segments().forEach(filler::add);
    return track.with(filler.filled);
  }

  private void add(Segment segment) {
    if (!filled.isEmpty() && segment.sequence() > filled.getLast().sequence() + 1) {
      bridge(segment);
    }
    filled.add(segment);
  }

  /**
   * Missing segments share the time that is missing. The one before them was cut short if that is
   * too much for them, and is taken for missing too.
   */
  private void bridge(Segment next) {
    Segment last = filled.getLast();
    long missing = next.sequence() - last.sequence() - 1;
    long fromTicks = last.endTicks();
    if (next.startTicks() - fromTicks > missing * longestTicks) {
      filled.removeLast();
      missing++;
      fromTicks = last.startTicks();
    }
    long holeTicks = Math.max(missing, next.startTicks() - fromTicks);
    long holeMillis = next.wallMillis() - last.wallMillis();
    for (long i = 0; i < missing; i++) {
      long startTicks = fromTicks + holeTicks * i / missing;
      long endTicks = fromTicks + holeTicks * (i + 1) / missing;
      filled.add(
          new Segment(
              next.sequence() - missing + i,
              startTicks,
              endTicks - startTicks,
              last.wallMillis() + holeMillis * (i + 1) / (missing + 1),
              List.of(),
              true));
    }
  }
}
