package dev.weir.packaging.archive;

import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes one presentation of the periods that were found on disk. What is missing within a period,
 * since the disk was full for a while, becomes gaps. What is missing between two is not told: the
 * numbers of all before it are moved up, so that those of the newest are what viewers know; HLS's
 * discontinuity sequence numbers count from 0. Confined to its user.
 */
final class StretchBuilder {
  private static final int MICROS_PER_MILLI = 1_000;

  private final List<Period> periods = new ArrayList<>();
  private long startMillis = Long.MAX_VALUE;
  private int targetDurationSeconds;
  private int partTargetMillis;

  /**
   * A period after those that were added before.
   *
   * @param tracks at least one
   */
  void add(long periodId, IndexHeader header, List<PeriodTrack> tracks) {
    List<PeriodTrack> whole =
        AgreeingTracks.shown(
            AgreeingTracks.of(
                tracks.stream()
                    .map(track -> HoleFiller.fill(track, header.targetDurationSeconds()))
                    .toList()));
    if (whole.getFirst().segments().isEmpty()) {
      return;
    }
    periods.add(new Period(periodId, 0, whole, true));
    startMillis = Math.min(startMillis, header.startMillis());
    targetDurationSeconds = Math.max(targetDurationSeconds, header.targetDurationSeconds());
    partTargetMillis = Math.max(partTargetMillis, header.partTargetMillis());
  }

  /** Empty where no period was added. */
  Optional<Presentation> build() {
    if (periods.isEmpty()) {
      return Optional.empty();
    }
    List<Period> numbered = numbered();
    return Optional.of(
        new Presentation(
            Presentation.State.ENDED,
            targetDurationSeconds,
            partTargetMillis,
            startMillis,
            lengthMillis(numbered),
            numbered));
  }

  private List<Period> numbered() {
    var numbered = new ArrayList<Period>();
    long nextSequence = periods.getLast().nextSequence();
    for (int i = periods.size() - 1; i >= 0; i--) {
      Period period = periods.get(i);
      long by = nextSequence - period.nextSequence();
      List<PeriodTrack> moved = moved(period.tracks(), by);
      numbered.addFirst(new Period(period.id(), i, moved, true).settled());
      nextSequence = numbered.getFirst().firstSequence();
    }
    return numbered;
  }

  private static List<PeriodTrack> moved(List<PeriodTrack> tracks, long by) {
    return tracks.stream().map(track -> track.with(moved(track, by))).toList();
  }

  private static List<Segment> moved(PeriodTrack track, long by) {
    return track.segments().stream()
        .map(segment -> segment.withSequence(segment.sequence() + by))
        .toList();
  }

  /** All is listed, whatever clocks have done. */
  private static long lengthMillis(List<Period> periods) {
    long micros = 0;
    for (Period period : periods) {
      for (Segment segment : period.leader().segments()) {
        micros += period.leader().durationMicros(segment);
      }
    }
    return Math.ceilDiv(micros, MICROS_PER_MILLI);
  }
}
