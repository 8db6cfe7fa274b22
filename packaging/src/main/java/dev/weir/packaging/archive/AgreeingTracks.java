package dev.weir.packaging.archive;

import dev.weir.media.MediaTime;
import dev.weir.media.TrackKind;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Gives all tracks of a period the same sequence numbers, as viewers need them. */
final class AgreeingTracks {
  private AgreeingTracks() {}

  /**
   * The leader first, and its sequence numbers for all: what it has not is left out of the others,
   * and what another lacks is a gap.
   *
   * @param tracks at least one
   */
  static List<PeriodTrack> of(List<PeriodTrack> tracks) {
    List<PeriodTrack> leaderFirst =
        tracks.stream().sorted(Comparator.comparing(track -> track.track().kind())).toList();
    PeriodTrack leader = leaderFirst.getFirst();
    return leaderFirst.stream()
        .map(track -> agrees(track, leader) ? track : track.with(agreeing(track, leader)))
        .toList();
  }

  /**
   * The track with gaps where the sequence numbers between its first and its last have holes; the
   * leader has all of them.
   */
  static PeriodTrack joined(PeriodTrack track, PeriodTrack leader) {
    List<Segment> own = track.segments();
    if (own.isEmpty() || own.getLast().sequence() - own.getFirst().sequence() + 1 == own.size()) {
      return track;
    }
    PeriodTrack between = leader.from(own.getFirst().sequence()).until(own.getLast().sequence());
    return track.with(agreeing(track, between));
  }

  /** Without the rungs of which nothing is there. */
  static List<PeriodTrack> shown(List<PeriodTrack> leaderFirst) {
    return leaderFirst.stream()
        .filter(track ->
            track.equals(leaderFirst.getFirst())
                || track.track().kind() != TrackKind.VIDEO
                || !track.segments().stream().allMatch(Segment::isGap))
        .toList();
  }

  private static boolean agrees(PeriodTrack track, PeriodTrack leader) {
    List<Segment> own = track.segments();
    List<Segment> wanted = leader.segments();
    if (own.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i).sequence() != wanted.get(i).sequence()) {
        return false;
      }
    }
    return true;
  }

  private static List<Segment> agreeing(PeriodTrack track, PeriodTrack leader) {
    var own = new TreeMap<Long, Segment>();
    track.segments().forEach(segment -> own.put(segment.sequence(), segment));
    return leader.segments().stream()
        .map(segment ->
            own.getOrDefault(
                segment.sequence(), gap(segment, leader.timescale(), track.timescale())))
        .toList();
  }

  private static Segment gap(Segment of, int from, int to) {
    return new Segment(
        of.sequence(),
        MediaTime.convert(of.startTicks(), from, to),
        MediaTime.convert(of.durationTicks(), from, to),
        of.wallMillis(),
        List.of(),
        true);
  }
}
