package dev.weir.packaging;

import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import java.util.List;

/**
 * The lengths that never change during a stream, measured on its first segment. Immutable.
 *
 * <p>A part holds whole frames of the leading track; audio is cut where the leader is, at the next
 * whole frame. So the longest part of all tracks is known beforehand, and as long as frames come
 * evenly every part but a segment's last is within 85 % of it (RFC 8216bis §4.4.4.9).
 *
 * @param partTargetMillis HLS's PART-TARGET
 * @param leaderPartMillis the longest part of the leader: no longer than whole frames of the other
 *     tracks can cover within PART-TARGET
 * @param targetDurationSeconds HLS's EXT-X-TARGETDURATION
 */
record Grid(int partTargetMillis, int leaderPartMillis, int targetDurationSeconds) {
  /** Encoders round their timestamps to milliseconds; a part may be longer by as much. */
  private static final int ROUNDING_MILLIS = 1;

  /**
   * @param cadences of the tracks of the first period, the leader's first, which is known
   * @param firstSegmentTicks how long the first segment is, in the leader's ticks
   */
  static Grid measure(List<Cadence> cadences, long firstSegmentTicks, PackagingConfig config) {
    Cadence leader = cadences.getFirst();
    double segmentMillis = 1000.0 * firstSegmentTicks / leader.timescale();
    double leaderMillis =
        wholeFrames((double) config.part().toMillis(), leader.frameMillis()) + ROUNDING_MILLIS;
    double shortestCoverMillis = Double.MAX_VALUE;
    double longestMillis = leaderMillis;
    for (Cadence cadence : cadences.subList(1, cadences.size())) {
      double coverMillis = coveringFrames(leaderMillis, cadence.frameMillis());
      shortestCoverMillis = Math.min(shortestCoverMillis, coverMillis);
      longestMillis = Math.max(longestMillis, coverMillis + ROUNDING_MILLIS);
    }
    int partTargetMillis = (int) Math.ceil(longestMillis);
    int leaderPartMillis = (int) Math.min(partTargetMillis, shortestCoverMillis);
    long targetSeconds = Math.round(segmentMillis / 1000);
    long maxSeconds = Math.ceilDiv(config.maxSegment().toMillis(), MediaTime.MILLIS_PER_SECOND);
    return new Grid(
        partTargetMillis, leaderPartMillis, (int) Math.clamp(targetSeconds, 1, maxSeconds));
  }

  /**
   * The grid of a stream that an earlier process has begun, for the tracks it has now.
   *
   * @param leaderFirst of the first period of this process, the leader first
   */
  static Grid resume(Resumption resumption, List<Track> leaderFirst) {
    double leaderPartMillis = resumption.partTargetMillis();
    for (Track track : leaderFirst.subList(1, leaderFirst.size())) {
      leaderPartMillis =
          Math.min(
              leaderPartMillis,
              coveredFrames(resumption.partTargetMillis(), Cadence.of(track).frameMillis()));
    }
    return new Grid(
        resumption.partTargetMillis(), (int) leaderPartMillis, resumption.targetDurationSeconds());
  }

  long partTargetTicks(int timescale) {
    return MediaTime.convert(partTargetMillis, MediaTime.MILLIS_PER_SECOND, timescale);
  }

  long leaderPartTicks(int timescale) {
    return MediaTime.convert(leaderPartMillis, MediaTime.MILLIS_PER_SECOND, timescale);
  }

  /** EXTINF rounded to the nearest second may not exceed the target duration. */
  long longestSegmentTicks(int timescale) {
    return (long) targetDurationSeconds * timescale + timescale / 2 - timescale / 1000;
  }

  private static double wholeFrames(double wantedMillis, double frameMillis) {
    return Math.max(1, Math.round(wantedMillis / frameMillis)) * frameMillis;
  }

  private static double coveringFrames(double partMillis, double frameMillis) {
    return frameMillis == 0 ? partMillis : Math.ceil(partMillis / frameMillis) * frameMillis;
  }

  private static double coveredFrames(double partTargetMillis, double frameMillis) {
    return frameMillis == 0
        ? partTargetMillis
        : Math.floor((partTargetMillis - ROUNDING_MILLIS) / frameMillis) * frameMillis;
  }
}
