package dev.weir.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stream that grows part by part, and a rung that comes after it. Immutable.
 *
 * @param attached how many parts the leader has when the ladder starts
 * @param lagParts by how many parts the rung comes after the leader
 * @param missing sequence numbers of which the rung has nothing
 */
public record RungLife(int attached, int lagParts, Set<Long> missing) {
  private static final long START = Sketch.START_MILLIS;

  /** One that begins three segments late and has a hole of two, two parts behind the leader. */
  public static final RungLife TROUBLED = new RungLife(9, 2, Set.of(0L, 1L, 2L, 13L, 14L));

  /** The presentations from the first part on, each with one part more. */
  public List<Presentation> states(int segments, long windowMillis) {
    var states = new ArrayList<Presentation>();
    for (int parts = 1; parts <= segments * Sketch.PARTS; parts++) {
      Presentation now = Sketch.presentation(Presentation.State.LIVE, windowMillis, period(parts));
      states.add(now.linedUp(states.isEmpty() ? Optional.empty() : Optional.of(states.getLast())));
    }
    return states;
  }

  /** The period when the leader has so many parts. */
  public Period period(int parts) {
    Period source = Sketch.period(START, 0, parts / Sketch.PARTS, parts % Sketch.PARTS);
    return parts < attached ? source : Rungs.with(source, rung(source, parts));
  }

  private PeriodTrack rung(Period source, int parts) {
    int made = Math.max(0, parts - lagParts);
    List<Segment> own =
        Rungs.of(Sketch.video(START, 0, made / Sketch.PARTS, made % Sketch.PARTS)).segments();
    var segments = new ArrayList<Segment>();
    for (Segment leading : source.leader().segments()) {
      boolean isMissing = missing.contains(leading.sequence());
      if (isMissing ? !leading.complete() : leading.sequence() >= own.size()) {
        break;
      }
      segments.add(isMissing ? Sketch.gap(leading) : own.get((int) leading.sequence()));
      if (!segments.getLast().complete()) {
        break;
      }
    }
    return Rungs.of(source.leader()).with(segments);
  }
}
