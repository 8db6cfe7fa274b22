package dev.weir.packaging;

import dev.weir.media.MediaTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many bits a second a rendition takes: what was planned as long as none of its segments is
 * complete. Immutable.
 *
 * @param peakBps the highest rate of any run of neighbouring segments that lasts between half and
 *     one and a half target durations: RFC 8216bis §4.4.6.2's peak segment bit rate
 * @param averageBps over all segments, never more than the peak
 */
public record MeasuredBitrate(long peakBps, long averageBps) {
  /** Of a rendition that has not sent anything. */
  public static final MeasuredBitrate NONE = new MeasuredBitrate(0, 0);

  private static final int BITS = 8;

  /** Over the complete segments of a rendition, in whatever periods it appears. */
  public static MeasuredBitrate of(Presentation presentation, String rendition) {
    List<PeriodTrack> tracks =
        presentation.periods().stream()
            .flatMap(period -> period.track(rendition).stream())
            .toList();
    int targetMillis = presentation.targetDurationSeconds() * MediaTime.MILLIS_PER_SECOND;
    return of(tracks.stream().flatMap(MeasuredBitrate::runs).toList(), targetMillis)
        .orElseGet(
            () -> presentation.newestTrack(rendition).map(MeasuredBitrate::planned).orElse(NONE));
  }

  /** Over the complete segments of one track of one period. */
  public static MeasuredBitrate of(Presentation presentation, PeriodTrack track) {
    int targetMillis = presentation.targetDurationSeconds() * MediaTime.MILLIS_PER_SECOND;
    return of(runs(track).toList(), targetMillis).orElseGet(() -> planned(track));
  }

  private static MeasuredBitrate planned(PeriodTrack track) {
    return new MeasuredBitrate(track.plannedBps(), track.plannedBps());
  }

  /** Of two renditions that play together. */
  public MeasuredBitrate plus(MeasuredBitrate other) {
    return new MeasuredBitrate(peakBps + other.peakBps, averageBps + other.averageBps);
  }

  /** Of two renditions, one of which plays. */
  public MeasuredBitrate max(MeasuredBitrate other) {
    return new MeasuredBitrate(
        Math.max(peakBps, other.peakBps), Math.max(averageBps, other.averageBps));
  }

  private static Stream<Run> runs(PeriodTrack track) {
    return track.segments().stream()
        .filter(segment -> segment.complete() && !segment.isGap())
        .map(segment ->
            new Run(
                segment.lengthBytes(),
                MediaTime.toMillis(segment.durationTicks(), track.timescale())));
  }

  /** Empty where there is nothing to measure. */
  private static Optional<MeasuredBitrate> of(List<Run> segments, int targetMillis) {
    Run all = segments.stream().reduce(Run.EMPTY, Run::plus);
    if (all.millis == 0) {
      return Optional.empty();
    }
    long peak = all.bps();
    for (int from = 0; from < segments.size(); from++) {
      Run run = Run.EMPTY;
      for (int to = from; to < segments.size() && !run.isLong(targetMillis); to++) {
        run = run.plus(segments.get(to));
        if (run.isTypical(targetMillis)) {
          peak = Math.max(peak, run.bps());
        }
      }
    }
    return Optional.of(new MeasuredBitrate(peak, all.bps()));
  }

  /** Neighbouring segments taken together. */
  private record Run(long bytes, long millis) {
    private static final Run EMPTY = new Run(0, 0);

    Run plus(Run next) {
      return new Run(bytes + next.bytes, millis + next.millis);
    }

    boolean isTypical(int targetMillis) {
      return 2 * millis >= targetMillis && !isLong(targetMillis);
    }

    boolean isLong(int targetMillis) {
      return 2 * millis > 3L * targetMillis;
    }

    /** Rounded up. */
    long bps() {
      return Math.ceilDiv(bytes * BITS * MediaTime.MILLIS_PER_SECOND, millis);
    }
  }
}
