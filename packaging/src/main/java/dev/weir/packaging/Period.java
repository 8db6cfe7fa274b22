package dev.weir.packaging;

import java.util.List;
import java.util.Optional;

/**
 * An unbroken timeline with fixed tracks and configurations: what lies between two of HLS's
 * discontinuities, and DASH's Period. Immutable.
 *
 * @param id names it and its headers for ever: milliseconds since 1970 of its beginning, so that no
 *     two periods of a stream share it, not even across a restart
 * @param discontinuity HLS's discontinuity sequence number, one more than the period before
 * @param tracks never empty; the first is the one that decides where segments are cut
 * @param ended no further segment will come
 * @param lineups which rungs of a live ladder are in it from where on, oldest first; none where it
 *     never had any
 */
public record Period(
    long id, long discontinuity, List<PeriodTrack> tracks, boolean ended, List<Lineup> lineups) {
  private static final int MOST_LAGGING = 5;

  public Period {
    tracks = List.copyOf(tracks);
    lineups = List.copyOf(lineups);
  }

  /** One without a ladder. */
  public Period(long id, long discontinuity, List<PeriodTrack> tracks, boolean ended) {
    this(id, discontinuity, tracks, ended, List.of());
  }

  public Optional<PeriodTrack> track(String name) {
    return tracks.stream().filter(track -> track.name().equals(name)).findFirst();
  }

  /** The track that decides where segments are cut: video where there is any. */
  public PeriodTrack leader() {
    return tracks.getFirst();
  }

  /** The sequence number of its oldest segment. */
  public long firstSequence() {
    return leader().segments().getFirst().sequence();
  }

  /** One more than the sequence number of its newest segment. */
  public long nextSequence() {
    return leader().segments().getLast().sequence() + 1;
  }

  /**
   * Whether a track may still have the segment of that number: it comes after the leader, and no
   * more than {@value #MOST_LAGGING} segments. What is further behind is not waited for.
   */
  boolean awaits(PeriodTrack track, long sequence) {
    List<Segment> segments = track.segments();
    long next = segments.isEmpty() ? firstSequence() : segments.getLast().sequence() + 1;
    return next <= sequence && nextSequence() - next <= MOST_LAGGING;
  }

  public Period with(List<PeriodTrack> newTracks) {
    return new Period(id, discontinuity, newTracks, ended, lineups);
  }

  /**
   * This period with the line-ups that follow from those that it had before.
   *
   * @param known none where it had no rungs, or was not there
   * @param inParts viewers are told of segments that still grow
   */
  Period linedUp(List<Lineup> known, boolean inParts) {
    return withLineups(Lineups.next(known, this, inParts));
  }

  /** This period, which is all there, with line-ups as its gaps are. */
  public Period settled() {
    return withLineups(Lineups.settled(this));
  }

  /** This period with the line-ups that another state of it has. */
  public Period withLineups(List<Lineup> newLineups) {
    return new Period(id, discontinuity, tracks, ended, newLineups);
  }

  /** This period without the segments before that sequence number. */
  public Period from(long sequence) {
    return with(tracks.stream().map(track -> track.from(sequence)).toList());
  }

  /** This period without the segments after that sequence number; nothing is added any more. */
  public Period until(long sequence) {
    List<PeriodTrack> kept = tracks.stream().map(track -> track.until(sequence)).toList();
    return new Period(id, discontinuity, kept, true, lineups);
  }
}
