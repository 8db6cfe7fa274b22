package dev.weir.packaging;

import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import java.util.List;
import java.util.Optional;

/**
 * Where the leading track of a period is cut, as far as it is known: its rungs are cut there too.
 * Immutable.
 */
record LeaderCuts(PeriodTrack leader) {
  /** The first picture of a segment may be shown so much before or after its decoding time. */
  private static final int REORDERING_MILLIS = 100;

  /** The beginning of one of the leader's segments. */
  record Beginning(long sequence, long wallMillis) {}

  /** Up to where its parts are known. */
  long edgeTicks() {
    return leader.segments().isEmpty() ? Long.MIN_VALUE : leader.segments().getLast().endTicks();
  }

  Optional<Segment> segment(long sequence) {
    return leader.segments().stream().filter(segment -> segment.sequence() == sequence).findFirst();
  }

  /**
   * The segment after {@code sequence} that a rung begins with this picture: one whose keyframe it
   * is, or in which it lies where that begins with none. Pictures that are decoded after a keyframe
   * but shown before it stay where they are.
   */
  Optional<Beginning> beginningAfter(long sequence, MediaSample picture) {
    return picture.keyframe()
        ? nearest(sequence, picture.ptsTicks())
        : unaligned(sequence, picture.ptsTicks());
  }

  private Optional<Beginning> nearest(long sequence, long ticks) {
    long toleranceTicks =
        MediaTime.convert(REORDERING_MILLIS, MediaTime.MILLIS_PER_SECOND, leader.timescale());
    Optional<Beginning> known =
        leader.segments().stream()
            .filter(segment -> segment.sequence() > sequence && !segment.isGap())
            .filter(segment -> Math.abs(segment.startTicks() - ticks) <= toleranceTicks)
            .findFirst()
            .map(LeaderCuts::beginning);
    return known.or(() -> next(sequence, ticks, toleranceTicks));
  }

  /** The one that begins where the last complete one ends, of which nothing is there yet. */
  private Optional<Beginning> next(long sequence, long ticks, long toleranceTicks) {
    return leader.segments().reversed().stream()
        .limit(1)
        .filter(last -> last.complete() && last.sequence() >= sequence)
        .filter(last -> Math.abs(last.endTicks() - ticks) <= toleranceTicks)
        .map(last ->
            new Beginning(
                last.sequence() + 1,
                last.wallMillis() + MediaTime.toMillis(last.durationTicks(), leader.timescale())))
        .findFirst();
  }

  private Optional<Beginning> unaligned(long sequence, long ticks) {
    return leader.segments().stream()
        .filter(segment -> segment.sequence() > sequence && !segment.isIndependent())
        .filter(segment -> segment.startTicks() <= ticks && ticks < segment.endTicks())
        .findFirst()
        .map(LeaderCuts::beginning);
  }

  private static Beginning beginning(Segment segment) {
    return new Beginning(segment.sequence(), segment.wallMillis());
  }

  /** Which part of that segment a moment lies in; the last one for what is after them all. */
  int partAt(long sequence, long ticks) {
    List<Part> parts = segment(sequence).map(Segment::parts).orElse(List.of());
    int at = 0;
    while (at < parts.size() && parts.get(at).endTicks() <= ticks) {
      at++;
    }
    return at;
  }
}
