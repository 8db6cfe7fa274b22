package dev.weir.packaging;

import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the samples of one period into parts and segments, all tracks at the same moments. A pure
 * function of the samples and the calls in their order. Confined to its packager.
 *
 * <p>The leading track decides: a segment ends at its first keyframe after the wanted length, a
 * part when no further frame fits. The other tracks, other sizes of the picture too, are cut at
 * their first sample at or after that moment. Where no keyframe comes a segment ends with a part,
 * at the longest length that the target duration allows. The first segment of a stream is held back
 * until its end is known, because it decides the {@link Grid}.
 */
final class Segmenter {
  /** Receives the cuts in their order. */
  interface Sink {
    /** The next part of one track. Its samples are never empty and all have their durations. */
    void onPart(int trackId, List<MediaSample> samples);

    /** The segment ends with the parts that came before. */
    void onSegmentEnd();
  }

  /** Keyframes that come this much too early still end a segment: timestamps are rounded. */
  private static final int EARLY_MILLIS = 20;

  /** Another track is this many parts ahead: the leader is silent, and is not waited for. */
  private static final int SILENT_PARTS = 2;

  /** Timestamps in milliseconds over a second or more make frame rates differ by less. */
  private static final double SAME_RATE_TOLERANCE = 0.01;

  private final List<Lane> lanes;
  private final Lane leader;
  private final TrackMerger merger;
  private final PackagingConfig config;
  private final Sink sink;

  // Fixed once the first segment of the stream has been measured.
  private @Nullable Grid grid;
  private final Deque<MediaSample> opening = new ArrayDeque<>();

  // The open segment.
  private long segmentStartTicks;
  private boolean segmentOpen;

  // For statistics.
  private long unalignedSegments;

  /**
   * @param tracks the leader first
   * @param grid of the stream's earlier periods, if there are any
   */
  Segmenter(List<Track> tracks, PackagingConfig config, Optional<Grid> grid, Sink sink) {
    this.lanes = tracks.stream().map(Lane::new).toList();
    this.leader = lanes.getFirst();
    this.merger = new TrackMerger(tracks);
    this.config = config;
    this.grid = grid.orElse(null);
    this.sink = sink;
  }

  /** Takes the next sample of one track; the times of a track must increase. */
  void add(MediaSample sample) {
    merger.add(sample);
    for (var next = merger.poll(); next.isPresent(); next = merger.poll()) {
      accept(next.get());
    }
  }

  /** The source pauses: shows what is there as a part, however short. */
  void flush() {
    for (var next = merger.drain(); next.isPresent(); next = merger.drain()) {
      accept(next.get());
    }
    if (grid != null) {
      closePart(Long.MAX_VALUE);
    }
  }

  /** Nothing follows: ends the open part and the open segment. */
  void end() {
    flush();
    if (grid == null && !opening.isEmpty()) {
      replay(measureWithoutEnd());
      closePart(Long.MAX_VALUE);
    }
    closeSegment(Long.MAX_VALUE);
  }

  /** Empty until the first segment of the stream is complete. */
  Optional<Grid> grid() {
    return Optional.ofNullable(grid);
  }

  /** How many segments had to end without a keyframe. */
  long unalignedSegments() {
    return unalignedSegments;
  }

  private void accept(MediaSample sample) {
    if (grid == null) {
      open(sample);
    } else {
      cut(sample, grid);
    }
  }

  private void open(MediaSample sample) {
    Optional<Grid> measured = Optional.empty();
    if (sample.trackId() == leader.track.id() && endsFirstSegment(sample)) {
      measured = Optional.of(measure(sample.dtsTicks()));
    } else if (!opening.isEmpty() && isTooLateForFirstSegment(sample)) {
      measured = Optional.of(measureWithoutEnd());
    }
    opening.add(sample);
    measured.ifPresent(this::replay);
  }

  /** Cuts what was held back. */
  private void replay(Grid measured) {
    grid = measured;
    while (!opening.isEmpty()) {
      cut(opening.removeFirst(), measured);
    }
  }

  private boolean endsFirstSegment(MediaSample sample) {
    Optional<MediaSample> first = leaderSamples().findFirst();
    return first.isPresent()
        && isKeyframeInTime(sample, sample.dtsTicks() - first.get().dtsTicks());
  }

  /** Whichever track it is of: the leader may be silent, and no more than this is held back. */
  private boolean isTooLateForFirstSegment(MediaSample sample) {
    long elapsedNanos = lane(sample.trackId()).nanos(sample) - openingNanos();
    return elapsedNanos >= config.maxSegment().toNanos();
  }

  private long openingNanos() {
    MediaSample first = opening.getFirst();
    return lane(first.trackId()).nanos(first);
  }

  /** Fixes the grid where the leader's next sample ends the first segment. */
  private Grid measure(long endTicks) {
    List<MediaSample> frames = leaderSamples().toList();
    long segmentTicks = endTicks - frames.getFirst().dtsTicks();
    return measure((double) segmentTicks / frames.size(), segmentTicks);
  }

  /** Likewise where no keyframe of the leader has ended it: by what there is of the leader. */
  private Grid measureWithoutEnd() {
    List<MediaSample> frames = leaderSamples().toList();
    double frameTicks = leader.lastDurationTicks;
    long segmentTicks = leader.ticks(config.segment().toMillis());
    if (frames.size() > 1) {
      long spanTicks = frames.getLast().dtsTicks() - frames.getFirst().dtsTicks();
      frameTicks = (double) spanTicks / (frames.size() - 1);
      segmentTicks = Math.max(segmentTicks, Math.round(spanTicks + frameTicks));
    }
    return measure(frameTicks, segmentTicks);
  }

  private Grid measure(double frameTicks, long segmentTicks) {
    var leaders = new Cadence(leader.track.timescale(), frameTicks);
    var cadences = new ArrayList<>(List.of(leaders));
    lanes.stream().skip(1).forEach(lane -> cadences.add(cadence(lane.track, leaders)));
    return Grid.measure(cadences, segmentTicks, config);
  }

  private Cadence cadence(Track track, Cadence leaders) {
    List<MediaSample> samples =
        opening.stream().filter(sample -> sample.trackId() == track.id()).toList();
    return switch (track.kind()) {
      case AUDIO -> soundCadence(track, samples);
      case VIDEO -> pictureCadence(track, samples, leaders);
    };
  }

  /**
   * By the longest frame so far: frames of Opus may be of any length, and where a longer one comes
   * later a part is cut in two.
   */
  private static Cadence soundCadence(Track track, List<MediaSample> samples) {
    return Cadence.of(track, samples.stream().mapToInt(MediaSample::durationTicks).max().orElse(0));
  }

  /** Pictures that come as often as the leader's are cut where those are, and need no more room. */
  private static Cadence pictureCadence(Track track, List<MediaSample> samples, Cadence leaders) {
    if (samples.size() < 2) {
      return Cadence.of(track);
    }
    long spanTicks = samples.getLast().dtsTicks() - samples.getFirst().dtsTicks();
    var measured = new Cadence(track.timescale(), (double) spanTicks / (samples.size() - 1));
    double ratio = measured.frameMillis() / leaders.frameMillis();
    return Math.abs(ratio - 1) < SAME_RATE_TOLERANCE ? Cadence.of(track) : measured;
  }

  private Stream<MediaSample> leaderSamples() {
    return opening.stream().filter(sample -> sample.trackId() == leader.track.id());
  }

  private void cut(MediaSample sample, Grid grid) {
    Lane lane = lane(sample.trackId());
    lane.settleUntil(sample.dtsTicks());
    long leaderTicks = leader.ticksAt(lane.nanos(sample.dtsTicks()));
    if (!segmentOpen) {
      segmentOpen = true;
      segmentStartTicks = leaderTicks;
    } else if (lane == leader) {
      cutBefore(sample, grid);
    } else if (lane.openTicks() > SILENT_PARTS * grid.partTargetTicks(lane.track.timescale())) {
      closeFullPart(leaderTicks, grid);
    }
    lane.open.add(sample);
  }

  /** The leader's next sample has come, so that the length of all before it is known. */
  private void cutBefore(MediaSample next, Grid grid) {
    long longestTicks = grid.leaderPartTicks(leader.track.timescale());
    if (leader.open.size() > 1 && leader.openTicks() > longestTicks) {
      closePart(leader.open.getLast().dtsTicks());
    }
    if (isKeyframeInTime(next, next.dtsTicks() - segmentStartTicks)) {
      closeSegment(next.dtsTicks());
    } else if (leader.openTicks() + leader.lastDurationTicks > longestTicks) {
      closeFullPart(next.dtsTicks(), grid);
    }
  }

  /** Ends the part, and the segment with it if another part would make it too long. */
  private void closeFullPart(long leaderTicks, Grid grid) {
    int timescale = leader.track.timescale();
    long withAnotherPart = leaderTicks - segmentStartTicks + grid.partTargetTicks(timescale);
    if (withAnotherPart > grid.longestSegmentTicks(timescale)) {
      unalignedSegments++;
      closeSegment(leaderTicks);
    } else {
      closePart(leaderTicks);
    }
  }

  private boolean isKeyframeInTime(MediaSample sample, long segmentTicks) {
    long wantedMillis = config.segment().toMillis() - EARLY_MILLIS;
    return sample.keyframe() && segmentTicks >= leader.ticks(wantedMillis);
  }

  /** Ends the segment; the leader's sample at {@code leaderTicks} begins the next. */
  private void closeSegment(long leaderTicks) {
    closePart(leaderTicks);
    if (segmentOpen) {
      sink.onSegmentEnd();
    }
    segmentStartTicks = leaderTicks;
    segmentOpen = leaderTicks != Long.MAX_VALUE;
  }

  private void closePart(long leaderTicks) {
    for (Lane lane : lanes) {
      nextTicks(lane).ifPresent(lane::settleUnknownUntil);
      emit(lane.track, lane.takeBefore(leader.nanos(leaderTicks)));
    }
  }

  /** When the track's first sample begins that is held back. */
  private OptionalLong nextTicks(Lane lane) {
    return Stream.concat(opening.stream(), merger.next(lane.track.id()).stream())
        .filter(sample -> sample.trackId() == lane.track.id())
        .mapToLong(MediaSample::dtsTicks)
        .findFirst();
  }

  /** As one part, or as several where the leader was silent for longer than a part may last. */
  private void emit(Track track, List<MediaSample> samples) {
    int from = 0;
    for (int at = 1; at <= samples.size(); at++) {
      if (at == samples.size() || exceedsPart(track, samples.get(from), samples.get(at))) {
        sink.onPart(track.id(), samples.subList(from, at));
        from = at;
      }
    }
  }

  private boolean exceedsPart(Track track, MediaSample first, MediaSample last) {
    long ticks = last.dtsTicks() + last.durationTicks() - first.dtsTicks();
    return grid != null && ticks > grid.partTargetTicks(track.timescale());
  }

  private Lane lane(int trackId) {
    return lanes.stream().filter(lane -> lane.track.id() == trackId).findFirst().orElseThrow();
  }
}
