package dev.weir.packaging.archive;

import dev.weir.media.MediaTime;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Resumption;
import java.util.List;

/**
 * A stream that an earlier process has begun and not ended. Immutable.
 *
 * @param startMillis when its first period began, since 1970 in UTC
 * @param periods what is left of it, oldest first, never empty
 */
public record Unfinished(
    long startMillis, int targetDurationSeconds, int partTargetMillis, List<Period> periods) {
  public Unfinished {
    periods = List.copyOf(periods);
  }

  /** What viewers may see of it until its publisher returns, or since nobody has. */
  public Presentation presentation(Presentation.State state, long windowMillis) {
    return new Presentation(
        state, targetDurationSeconds, partTargetMillis, startMillis, windowMillis, periods);
  }

  /** Where it goes on. */
  public Resumption resumption() {
    Period last = periods.getLast();
    return new Resumption(
        startMillis,
        last.nextSequence(),
        last.discontinuity() + 1,
        targetDurationSeconds,
        partTargetMillis);
  }

  /** Where its last period ends, nanoseconds since 1970. */
  public long endEpochNanos() {
    return periods.getLast().tracks().stream().mapToLong(Unfinished::endNanos).max().orElseThrow();
  }

  private static long endNanos(PeriodTrack track) {
    return MediaTime.toNanos(track.segments().getLast().endTicks(), track.timescale());
  }
}
