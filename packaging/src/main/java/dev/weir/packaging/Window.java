package dev.weir.packaging;

import dev.weir.media.MediaTime;

/** Where the list of segments begins that viewers are shown. */
final class Window {
  private static final int MIN_TARGET_DURATIONS = 3;

  private Window() {}

  /**
   * The sequence number of the oldest segment to list, counted back from the newest by the
   * durations of the leading tracks, since the clock may have jumped between periods.
   */
  static long firstListedSequence(Presentation presentation) {
    long minMillis =
        (long) MIN_TARGET_DURATIONS
            * presentation.targetDurationSeconds()
            * MediaTime.MILLIS_PER_SECOND;
    long listedMillis = 0;
    long completeMillis = 0;
    long first = Long.MAX_VALUE;
    for (Period period : presentation.periods().reversed()) {
      PeriodTrack leader = period.leader();
      for (Segment segment : leader.segments().reversed()) {
        long millis = MediaTime.toMillis(segment.durationTicks(), leader.timescale());
        if (completeMillis >= minMillis && listedMillis + millis > presentation.windowMillis()) {
          return first;
        }
        listedMillis += millis;
        completeMillis += segment.complete() ? millis : 0;
        first = segment.sequence();
      }
    }
    return first;
  }
}
