package dev.weir.packaging.dash;

import dev.weir.media.MediaTime;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import java.util.Optional;

/**
 * The segment of a track that is not complete, or is about to begin, as a manifest announces it.
 * Immutable.
 *
 * <p>A SegmentTimeline wants its duration, which nobody knows before its end. Announced is the
 * longest of the segments before it, and more where it has outgrown that: with keyframes at even
 * distances that is the truth. It is rather too long than too short, because players can live with
 * an end that comes sooner than announced, while one that moves on makes them fetch the segment
 * again.
 *
 * <p>Interop: shaka-player 5.2 takes an entry that ends later than the last it knows for another
 * segment; dash.js 5 asks for what follows the announced end.
 *
 * @param expectedTicks its announced duration
 * @param outgrown it is longer than any before it
 */
record GrowingSegment(long startTicks, long expectedTicks, boolean outgrown) {
  /** How many segments tell how long the next will be. */
  private static final int RECENT_SEGMENTS = 16;

  /** What grows of a track that is shown; empty where nothing more is to come. */
  static Optional<GrowingSegment> of(Presentation presentation, Period period, PeriodTrack track) {
    if (period.id() != presentation.currentPeriod().id()) {
      return Optional.empty();
    }
    return presentation
        .nextPart(track.name())
        .map(next -> of(next.segmentStartTicks(), presentation, track));
  }

  private static GrowingSegment of(long startTicks, Presentation presentation, PeriodTrack track) {
    long longestTicks =
        longestRecentTicks(track)
            .or(() -> longestTicksBefore(presentation, track))
            .orElseGet(() -> longestPossibleTicks(presentation, track));
    Segment last = track.segments().getLast();
    boolean outgrown = !last.complete() && last.durationTicks() > longestTicks;
    return new GrowingSegment(
        startTicks, outgrown ? longestPossibleTicks(presentation, track) : longestTicks, outgrown);
  }

  /** Of an earlier period, whose publisher will have been the same. */
  private static Optional<Long> longestTicksBefore(Presentation presentation, PeriodTrack track) {
    return presentation.periods().reversed().stream()
        .flatMap(period -> period.track(track.name()).stream())
        .flatMap(earlier ->
            longestRecentTicks(earlier).stream()
                .map(ticks -> MediaTime.convert(ticks, earlier.timescale(), track.timescale())))
        .findFirst();
  }

  private static Optional<Long> longestRecentTicks(PeriodTrack track) {
    return track.segments().reversed().stream()
        .filter(segment -> segment.complete() && !segment.isGap())
        .limit(RECENT_SEGMENTS)
        .map(Segment::durationTicks)
        .max(Long::compare);
  }

  /** HLS's target duration is the longest one rounded to the nearest, RFC 8216bis §4.4.3.1. */
  private static long longestPossibleTicks(Presentation presentation, PeriodTrack track) {
    return (long) presentation.targetDurationSeconds() * track.timescale() + track.timescale() / 2;
  }
}
