package dev.weir.packaging.dash;

import dev.weir.media.MediaTime;
import dev.weir.media.TrackKind;
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

  /**
   * What grows of a track that is shown; empty where nothing more is to come. Of a rung it is its
   * own, but how long it will be is what its leader says, which was there before.
   */
  static Optional<GrowingSegment> of(Presentation presentation, Span span, PeriodTrack track) {
    if (!span.isOf(presentation.currentPeriod()) || track.segments().isEmpty()) {
      return Optional.empty();
    }
    Segment last = track.segments().getLast();
    long sequence = last.complete() ? last.sequence() + 1 : last.sequence();
    return presentation
        .nextPart(track.name())
        .filter(next -> sequence < span.nextSequence() && next.equals(last.nextPart()))
        .map(next ->
            span.hasLadder() && isLed(span, track)
                ? led(next.segmentStartTicks(), sequence, presentation, span, track)
                : of(next.segmentStartTicks(), presentation, track));
  }

  private static boolean isLed(Span span, PeriodTrack track) {
    return track.track().kind() == TrackKind.VIDEO
        && !track.name().equals(span.period().leader().name());
  }

  private static GrowingSegment led(
      long startTicks, long sequence, Presentation presentation, Span span, PeriodTrack track) {
    PeriodTrack leader = span.period().leader();
    Optional<Segment> whole =
        leader.segments().reversed().stream()
            .takeWhile(segment -> segment.sequence() >= sequence)
            .filter(segment -> segment.sequence() == sequence && segment.complete())
            .findFirst();
    Optional<GrowingSegment> same =
        whole
            .map(segment -> new GrowingSegment(startTicks, segment.durationTicks(), false))
            .or(() -> of(presentation, span, leader));
    return same.map(led ->
            new GrowingSegment(
                startTicks,
                MediaTime.convert(led.expectedTicks, leader.timescale(), track.timescale()),
                led.outgrown))
        .orElseGet(() -> of(startTicks, presentation, track));
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
