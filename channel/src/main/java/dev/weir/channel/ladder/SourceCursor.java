package dev.weir.channel.ladder;

import dev.weir.packaging.Part;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import java.util.List;
import java.util.Optional;

/**
 * How far an encoder has been given the leading track of one period. Confined to the thread that
 * feeds it.
 */
final class SourceCursor {
  /** A run that fell so far behind leaves segments out. */
  private static final int MOST_SEGMENTS_BEHIND = 5;

  /**
   * FFmpeg's reader keeps some 90 octets of each picture: 80 MB by then, at 30 pictures a second.
   */
  private static final int LONGEST_HOURS = 8;

  private static final int SECONDS_IN_AN_HOUR = 3_600;

  private final long periodId;
  private final long lastTicks;
  private long sequence;
  private int part;
  private long leftOut;

  /**
   * @param sequence of the first segment that it is to be given
   */
  SourceCursor(Period period, long sequence) {
    PeriodTrack leader = period.leader();
    this.periodId = period.id();
    this.sequence = sequence;
    this.lastTicks =
        leader.segments().getLast().startTicks()
            + (long) LONGEST_HOURS * SECONDS_IN_AN_HOUR * leader.timescale();
  }

  /** What comes next. */
  sealed interface Next {
    /** This part. */
    record Give(Part part) implements Next {}

    /** It is not there yet. */
    record Wait() implements Next {}

    /** Nothing more comes of this period. */
    record Over() implements Next {}
  }

  long periodId() {
    return periodId;
  }

  /** Moves on; a part that is answered counts as given. */
  Next next(Presentation source) {
    Optional<Period> period =
        source.periods().stream().filter(known -> known.id() == periodId).findFirst();
    if (period.isEmpty()) {
      return new Next.Over();
    }
    List<Segment> segments = period.get().leader().segments();
    for (Segment segment : segments) {
      if (segment.sequence() > sequence) {
        if (segment.startTicks() > lastTicks) {
          return new Next.Over();
        }
        moveTo(segment.sequence(), segments.getLast().sequence());
      }
      if (segment.sequence() == sequence && part < segment.parts().size()) {
        return new Next.Give(segment.parts().get(part++));
      }
    }
    return isOver(source, period.get()) ? new Next.Over() : new Next.Wait();
  }

  private static boolean isOver(Presentation source, Period period) {
    return period.ended() || period.id() != source.currentPeriod().id();
  }

  /** Where the encoder is too far behind, what it cannot make in time is left out. */
  private void moveTo(long following, long newest) {
    boolean isLate = newest - following > MOST_SEGMENTS_BEHIND;
    leftOut += isLate ? newest - following : 0;
    sequence = isLate ? newest : following;
    part = 0;
  }

  /** Segments that the encoder was not given. */
  long leftOut() {
    return leftOut;
  }
}
