package dev.weir.packaging;

import dev.weir.media.MediaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that viewers may ask for at one moment: the snapshot from which playlists, manifests
 * and byte ranges are pure functions. Immutable.
 *
 * @param targetDurationSeconds HLS's EXT-X-TARGETDURATION, fixed for the life of the stream
 * @param partTargetMillis the longest part of any track, fixed for the life of the stream
 * @param startMillis when the first period began, since 1970 in UTC, even if it is gone by now;
 *     DASH's availabilityStartTime
 * @param windowMillis how much of the past playlists list; the older segments can still be fetched
 *     by those who have read of them
 * @param periods never empty; oldest first; segments' sequence numbers run on from one to the next
 * @param texts subtitles, which a stream has none of
 */
public record Presentation(
    State state,
    int targetDurationSeconds,
    int partTargetMillis,
    long startMillis,
    long windowMillis,
    List<Period> periods,
    List<TextRendition> texts) {

  private static final int MICROS_PER_MILLI = 1_000;

  /** What the stream behind it is doing. */
  public enum State {
    /** Segments are being added. */
    LIVE,
    /** The publisher is lost and may return. */
    INTERRUPTED,
    /** Nothing will be added any more. */
    ENDED
  }

  public Presentation {
    periods = List.copyOf(periods);
    texts = List.copyOf(texts);
  }

  /** One without subtitles. */
  public Presentation(
      State state,
      int targetDurationSeconds,
      int partTargetMillis,
      long startMillis,
      long windowMillis,
      List<Period> periods) {
    this(
        state,
        targetDurationSeconds,
        partTargetMillis,
        startMillis,
        windowMillis,
        periods,
        List.of());
  }

  /**
   * Whether what it shows was taken at moments of the wall clock, as a stream is and a film not.
   */
  public boolean isDated() {
    return periods.getFirst().leader().segments().stream().limit(1).allMatch(Segment::isDated);
  }

  public Period currentPeriod() {
    return periods.getLast();
  }

  /** Names of all renditions in any listed period, leader first, each once. */
  public List<String> renditions() {
    return periods.reversed().stream()
        .flatMap(period -> period.tracks().stream())
        .map(PeriodTrack::name)
        .distinct()
        .toList();
  }

  /** The newest period's track of this rendition. */
  public Optional<PeriodTrack> newestTrack(String rendition) {
    return periods.reversed().stream()
        .flatMap(period -> period.track(rendition).stream())
        .findFirst();
  }

  /** The sequence number of the oldest segment. */
  public long firstSequence() {
    return periods.getFirst().firstSequence();
  }

  /** This presentation with another past. */
  public Presentation with(List<Period> newPeriods, long newWindowMillis) {
    return new Presentation(
        state,
        targetDurationSeconds,
        partTargetMillis,
        startMillis,
        newWindowMillis,
        newPeriods,
        texts);
  }

  /**
   * This presentation with what viewers are told of its tracks.
   *
   * @param labels by the name of the rendition; one that is not there keeps what it has
   */
  public Presentation labelled(Map<String, TrackLabel> labels, List<TextRendition> newTexts) {
    List<Period> told =
        periods.stream()
            .map(period ->
                period.with(
                    period.tracks().stream()
                        .map(track -> track.with(labels.getOrDefault(track.name(), track.label())))
                        .toList()))
            .toList();
    return new Presentation(
        state, targetDurationSeconds, partTargetMillis, startMillis, windowMillis, told, newTexts);
  }

  /**
   * This presentation, which has rungs beside what its source has, with the line-ups that follow
   * from those of the one before. Whoever adds rungs calls it with each that is shown to viewers.
   *
   * @param before the one that was shown last; empty where there was none with rungs
   */
  public Presentation linedUp(Optional<Presentation> before) {
    List<Period> linedUp =
        periods.stream()
            .map(period ->
                period.linedUp(
                    before.map(shown -> shown.lineups(period.id())).orElse(List.of()),
                    announcesParts()))
            .toList();
    return with(linedUp, windowMillis);
  }

  private List<Lineup> lineups(long periodId) {
    return periods.stream()
        .filter(period -> period.id() == periodId)
        .flatMap(period -> period.lineups().stream())
        .toList();
  }

  /** Segments are long enough for it to be worth while to tell of them while they grow. */
  public boolean announcesParts() {
    return (long) targetDurationSeconds * MediaTime.MILLIS_PER_SECOND >= 2L * partTargetMillis;
  }

  /** This presentation without the segments before that sequence number. */
  public Presentation from(long sequence) {
    if (sequence <= firstSequence()) {
      return this;
    }
    List<Period> kept =
        periods.stream()
            .map(period -> period.from(sequence))
            .filter(period -> !period.leader().segments().isEmpty())
            .toList();
    return with(kept, windowMillis);
  }

  /**
   * The whole segments that have something of the interval; empty where there is none. Once there
   * is a later one, or as soon as the stream has ended, nothing will be added to it.
   */
  public Optional<Presentation> within(Interval interval) {
    List<Segment> wanted = new ArrayList<>();
    boolean isPassed = false;
    for (Period period : periods) {
      PeriodTrack leader = period.leader();
      for (Segment segment : leader.segments()) {
        long endMillis = segment.wallMillis() + leader.durationMicros(segment) / MICROS_PER_MILLI;
        isPassed |= segment.wallMillis() >= interval.endMillis();
        if (endMillis > interval.startMillis() && !isPassed) {
          wanted.add(segment);
        }
      }
    }
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    Presentation begun = from(wanted.getFirst().sequence());
    long last = wanted.getLast().sequence();
    return Optional.of(isPassed && begun.isWhole(last) ? begun.endedAfter(last) : begun);
  }

  /**
   * Tracks are not cut at the same moment, and a rung comes after the leader: one may still add to
   * what the leader has left.
   */
  private boolean isWhole(long sequence) {
    return periods.stream()
        .filter(period -> period.firstSequence() <= sequence && period.nextSequence() > sequence)
        .allMatch(
            period -> period.tracks().stream().allMatch(track -> isWhole(period, track, sequence)));
  }

  private boolean isWhole(Period period, PeriodTrack track, long sequence) {
    boolean isAwaited = state != State.ENDED && period.awaits(track, sequence);
    return !isAwaited
        && track.segments().stream()
            .allMatch(segment -> segment.sequence() != sequence || segment.complete());
  }

  private Presentation endedAfter(long sequence) {
    List<Period> kept =
        periods.stream()
            .filter(period -> period.firstSequence() <= sequence)
            .map(period -> period.until(sequence))
            .toList();
    return new Presentation(
        State.ENDED,
        targetDurationSeconds,
        partTargetMillis,
        startMillis,
        windowMillis,
        kept,
        texts);
  }

  /** More parts are on their way: not ended, and its publisher is there. */
  public boolean awaitsParts() {
    return state == State.LIVE && !currentPeriod().ended();
  }

  /**
   * The file in which this rendition will go on: the next part of its open segment, or the first of
   * the segment that follows. Empty where no more is to come, or the current period lacks the
   * rendition, or has none of it yet, or it is silent, so that nobody knows when it will go on.
   */
  public Optional<MediaName.PartFile> nextPart(String rendition) {
    if (!awaitsParts()) {
      return Optional.empty();
    }
    return currentPeriod()
        .track(rendition)
        .filter(track -> !track.segments().isEmpty())
        .map(track -> track.segments().getLast())
        .filter(segment -> !segment.isGap())
        .map(Segment::nextPart);
  }

  /**
   * This presentation without the segments that have left the window: what playlists and manifests
   * list. At most {@link #windowMillis}, but never less than three target durations of complete
   * segments, RFC 8216bis §6.2.2. The rest is still served to those who heard of it in time.
   */
  public Presentation listed() {
    return from(Window.firstListedSequence(this));
  }
}
