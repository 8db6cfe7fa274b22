package dev.weir.packaging;

import dev.weir.media.MediaTime;
import java.util.stream.LongStream;

/** Where the list of segments begins that viewers are shown. */
final class Window {
  private static final long MIN_TARGET_DURATIONS = 3;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_MILLI = MICROS_PER_SECOND / MediaTime.MILLIS_PER_SECOND;

  private Window() {}

  /**
   * The sequence number of the oldest segment to list, counted back from the newest by the
   * durations of the leading tracks, since the clock may have jumped between periods. The shortest
   * track decides when three target durations are left, because each has its own playlist; what a
   * rung has not made yet does not count.
   */
  static long firstListedSequence(Presentation presentation) {
    long minMicros =
        MIN_TARGET_DURATIONS * presentation.targetDurationSeconds() * MICROS_PER_SECOND;
    long windowMicros = presentation.windowMillis() * MICROS_PER_MILLI;
    long listedMicros = 0;
    long completeMicros = 0;
    long first = Long.MAX_VALUE;
    for (Period period : presentation.periods().reversed()) {
      PeriodTrack leader = period.leader();
      for (Segment segment : leader.segments().reversed()) {
        listedMicros += leader.durationMicros(segment);
        if (completeMicros >= minMicros && listedMicros > windowMicros) {
          return first;
        }
        if (completeMicros < minMicros && segment.complete()) {
          completeMicros += shortestMicros(period, segment.sequence());
        }
        first = segment.sequence();
      }
    }
    return first;
  }

  private static long shortestMicros(Period period, long sequence) {
    return period.tracks().stream()
        .flatMapToLong(track -> micros(period, track, sequence))
        .min()
        .orElse(0);
  }

  /** Empty where the track never had such a segment, and has no gap in its stead. */
  private static LongStream micros(Period period, PeriodTrack track, long sequence) {
    return period.awaits(track, sequence)
        ? LongStream.of(0)
        : track.segments().reversed().stream()
            .filter(segment -> segment.sequence() == sequence)
            .limit(1)
            .mapToLong(segment -> segment.complete() ? track.durationMicros(segment) : 0);
  }
}
