package dev.weir.packaging.archive;

import dev.weir.media.TrackKind;
import dev.weir.packaging.Lineup;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.packaging.archive.ArchivedTrack.Holes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One period as far as it is on disk. Confined to the archive's thread. */
final class ArchivedPeriod {
  private final long id;
  private final long discontinuity;
  private final long firstSequence;

  /** The leader first, rungs behind it; they come and go. */
  private final List<ArchivedTrack> tracks = new ArrayList<>();

  private List<Lineup> lineups;

  private ArchivedPeriod(Period identity) {
    this.id = identity.id();
    this.discontinuity = identity.discontinuity();
    this.firstSequence = identity.firstSequence();
    this.lineups = identity.lineups();
  }

  /** One of which nothing is written yet; its first segment is the oldest that is live. */
  static ArchivedPeriod of(Period live) {
    return new ArchivedPeriod(live);
  }

  /** One that an earlier process has written; nothing is added to it. */
  static ArchivedPeriod recovered(Period found) {
    var period = new ArchivedPeriod(found);
    for (PeriodTrack track : found.tracks()) {
      var archived = new ArchivedTrack(track, found.firstSequence(), holes(found, track));
      track.segments().forEach(archived::keep);
      period.tracks.add(archived);
    }
    period.synced();
    return period;
  }

  private static Holes holes(Period period, PeriodTrack track) {
    boolean isLed =
        track.track().kind() == TrackKind.VIDEO && !track.name().equals(period.leader().name());
    return isLed ? Holes.ARE_GAPS : Holes.END_THE_PAST;
  }

  long id() {
    return id;
  }

  List<ArchivedTrack> tracks() {
    return List.copyOf(tracks);
  }

  /** Takes note of what may change of a period. */
  void follow(Period live) {
    lineups = live.lineups();
  }

  /**
   * What is to be written of a track. One that has appeared since the period began is taken in with
   * the first segment that is no gap; empty as long as there is none, or its header is not known.
   */
  Optional<ArchivedTrack> track(Period live, PeriodTrack track) {
    Optional<ArchivedTrack> known =
        tracks.stream().filter(archived -> archived.name().equals(track.name())).findFirst();
    return known.isPresent() || !track.isPlayable() ? known : take(live, track);
  }

  private Optional<ArchivedTrack> take(Period live, PeriodTrack track) {
    Holes holes = holes(live, track);
    Optional<Long> first =
        holes == Holes.END_THE_PAST
            ? Optional.of(firstSequence)
            : track.segments().stream()
                .filter(Predicate.not(Segment::isGap))
                .map(Segment::sequence)
                .findFirst();
    Optional<ArchivedTrack> taken =
        first.map(sequence -> new ArchivedTrack(track, sequence, holes));
    taken.ifPresent(archived -> tracks.add(place(live, track), archived));
    return taken;
  }

  /** Behind those that are before it in the period. */
  private int place(Period live, PeriodTrack track) {
    return (int)
        live.tracks().stream()
            .map(PeriodTrack::name)
            .takeWhile(name -> !name.equals(track.name()))
            .filter(name -> tracks.stream().anyMatch(archived -> archived.name().equals(name)))
            .count();
  }

  void synced() {
    tracks.forEach(ArchivedTrack::synced);
  }

  boolean hasSynced() {
    return tracks.stream().anyMatch(ArchivedTrack::hasSynced);
  }

  void forgetUnsynced() {
    tracks.forEach(ArchivedTrack::forgetUnsynced);
  }

  boolean shows(String extent) {
    return tracks.stream().anyMatch(track -> track.isIn(extent));
  }

  /** The rung that has something in that extent. */
  Optional<ArchivedTrack> rungIn(String extent) {
    return tracks.stream().filter(track -> track.isRung() && track.isIn(extent)).findFirst();
  }

  void forgetUpTo(String extent) {
    long sequence =
        tracks.stream().mapToLong(track -> track.sequenceAfter(extent)).max().orElseThrow();
    tracks.forEach(track -> track.forgetBeforeSequence(sequence));
  }

  void forgetBefore(long epochMillis) {
    tracks.forEach(track -> track.forgetBefore(epochMillis));
  }

  /** Where it ends so far, milliseconds since 1970. */
  long endMillis() {
    return tracks.stream()
        .limit(1)
        .flatMapToLong(leader -> leader.endMillis().stream())
        .findFirst()
        .orElse(id);
  }

  /**
   * The segments that all tracks have but rungs, with what there is of rungs; empty where there is
   * none. Ended as seen from the live window: what comes next is another period.
   */
  Optional<Period> snapshot() {
    long from = unled().mapToLong(ArchivedTrack::firstSequence).max().orElse(0);
    long to = unled().mapToLong(ArchivedTrack::nextSequence).min().orElse(0);
    if (from >= to) {
      return Optional.empty();
    }
    List<PeriodTrack> written = tracks.stream().map(track -> track.snapshot(from, to)).toList();
    List<PeriodTrack> joined =
        written.stream().map(track -> AgreeingTracks.joined(track, written.getFirst())).toList();
    return Optional.of(new Period(id, discontinuity, joined, true, lineups));
  }

  private Stream<ArchivedTrack> unled() {
    return tracks.stream().filter(track -> !track.isRung());
  }
}
