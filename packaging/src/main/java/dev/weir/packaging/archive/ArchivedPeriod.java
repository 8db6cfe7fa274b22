package dev.weir.packaging.archive;

import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import java.util.List;
import java.util.Optional;

/** One period as far as it is on disk. Confined to the archive's thread. */
final class ArchivedPeriod {
  private final Period identity;
  private final List<ArchivedTrack> tracks;

  ArchivedPeriod(Period identity, List<ArchivedTrack> tracks) {
    this.identity = identity;
    this.tracks = List.copyOf(tracks);
  }

  /** One of which nothing is written yet; its first segment is the oldest that is live. */
  static ArchivedPeriod of(Period live) {
    return new ArchivedPeriod(
        live,
        live.tracks().stream()
            .map(track -> new ArchivedTrack(track, live.firstSequence()))
            .toList());
  }

  /** One that an earlier process has written; nothing is added to it. */
  static ArchivedPeriod recovered(Period found) {
    List<ArchivedTrack> tracks =
        found.tracks().stream()
            .map(track -> new ArchivedTrack(track, found.firstSequence()))
            .toList();
    var period = new ArchivedPeriod(found, tracks);
    for (int i = 0; i < tracks.size(); i++) {
      found.tracks().get(i).segments().forEach(tracks.get(i)::keep);
    }
    period.synced();
    return period;
  }

  long id() {
    return identity.id();
  }

  List<ArchivedTrack> tracks() {
    return tracks;
  }

  ArchivedTrack track(String name) {
    return tracks.stream().filter(track -> track.name().equals(name)).findFirst().orElseThrow();
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
    return tracks.getFirst().endMillis().orElse(identity.id());
  }

  /**
   * The segments that all tracks have; empty where there is none. Ended as seen from the live
   * window: what comes next is another period.
   */
  Optional<Period> snapshot() {
    long from = tracks.stream().mapToLong(ArchivedTrack::firstSequence).max().orElseThrow();
    long to = tracks.stream().mapToLong(ArchivedTrack::nextSequence).min().orElseThrow();
    if (from >= to) {
      return Optional.empty();
    }
    List<PeriodTrack> written = tracks.stream().map(track -> track.snapshot(from, to)).toList();
    return Optional.of(new Period(identity.id(), identity.discontinuity(), written, true));
  }
}
