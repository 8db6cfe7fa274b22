package dev.weir.stream;

import dev.weir.media.Anchor;
import dev.weir.media.StreamEvent.PeriodStarted;
import dev.weir.media.Track;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the periods of a stream and mints their anchors, so that on the epoch timeline each
 * begins after the end of the one before, whatever the wall clock does. A period begins when its
 * entry is shown, since nothing of it is shown earlier. Confined to its timeline.
 */
final class PeriodSequence {
  /** Between the end of a period and the beginning of the next. */
  private static final long SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** What the end of a period is before the first. */
  static final long NO_END = Long.MIN_VALUE;

  // of the stream
  private int nextPeriod;
  private long endEpochNanos;

  // of the period
  private @Nullable Anchor first;
  private @Nullable Anchor current;
  private long movedMillis;

  /**
   * Begins after {@code endEpochNanos}, nanoseconds since 1970 in UTC, at which the last stream of
   * this name has ended; {@link #NO_END} where there was none.
   */
  PeriodSequence(long endEpochNanos) {
    this.endEpochNanos = endEpochNanos;
  }

  /** The end of the last period so far, nanoseconds since 1970 in UTC. */
  long endEpochNanos() {
    return endEpochNanos;
  }

  /** A period whose entry is dated {@code wallMillis}. */
  PeriodStarted startAt(long wallMillis, List<Track> tracks, ArrivedSample entry) {
    return start(tracks, entry, new Anchor(entry.dtsNanos(), wallMillis));
  }

  /**
   * A period that goes on with the timestamps and so with the dates of the one before. Its anchor
   * is at its own beginning all the same, since that is what names a period.
   */
  PeriodStarted startContinuing(List<Track> tracks, ArrivedSample entry) {
    return current == null
        ? startAt(entry.arrival().wallMillis(), tracks, entry)
        : start(tracks, entry, movedTo(entry.dtsNanos(), current));
  }

  /**
   * The same dates, told by the last moment not after {@code mediaNanos} with whole milliseconds.
   */
  private static Anchor movedTo(long mediaNanos, Anchor anchor) {
    long millis = Math.floorDiv(mediaNanos - anchor.mediaNanos(), NANOS_PER_MILLI);
    return new Anchor(anchor.mediaNanos() + millis * NANOS_PER_MILLI, anchor.wallMillis() + millis);
  }

  private PeriodStarted start(List<Track> tracks, ArrivedSample entry, Anchor wanted) {
    movedMillis = 0;
    if (endEpochNanos != NO_END) {
      long missing = endEpochNanos + SPACING_NANOS - epochNanos(wanted, entry.ptsNanos());
      movedMillis = Math.max(0, Math.ceilDiv(missing, NANOS_PER_MILLI));
    }
    Anchor anchor = shifted(wanted, movedMillis);
    first = anchor;
    current = anchor;
    return new PeriodStarted(nextPeriod++, tracks, anchor);
  }

  /** How much later than wanted the period is dated, so that it begins after the one before. */
  long movedMillis() {
    return movedMillis;
  }

  Anchor correctBy(long millis) {
    if (current == null) {
      throw new IllegalStateException("no period to correct");
    }
    current = shifted(current, millis);
    return current;
  }

  /** Notes that the period lasts at least until {@code mediaNanos}, by any of its anchors. */
  void extendTo(long mediaNanos) {
    if (first != null && current != null) {
      long byFirst = epochNanos(first, mediaNanos);
      long byCurrent = epochNanos(current, mediaNanos);
      endEpochNanos = Math.max(endEpochNanos, Math.max(byFirst, byCurrent));
    }
  }

  private static Anchor shifted(Anchor anchor, long millis) {
    return new Anchor(anchor.mediaNanos(), anchor.wallMillis() + millis);
  }

  private static long epochNanos(Anchor anchor, long mediaNanos) {
    return anchor.wallMillis() * NANOS_PER_MILLI + (mediaNanos - anchor.mediaNanos());
  }
}
