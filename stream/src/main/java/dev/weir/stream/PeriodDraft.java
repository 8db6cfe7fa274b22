package dev.weir.stream;

import dev.weir.media.MemoryBudget;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A period that is being prepared: the samples held back until it is known which tracks it has and
 * where it starts. Confined to its timeline, which bounds it.
 */
final class PeriodDraft {
  /** Why a new period is needed. */
  enum Cause {
    /** A publisher begins. */
    START,
    /** Tracks or configurations change on an unbroken run of timestamps. */
    CHANGE,
    /** Timestamps jump. */
    JUMP
  }

  private final Cause cause;
  private final MemoryBudget.Share memory;
  private final Deque<ArrivedSample> held = new ArrayDeque<>();
  private final PlayedTracks seen = new PlayedTracks();
  private final Set<Integer> withKeyframe = new HashSet<>();

  private boolean sawAny;
  private long firstNanos;
  private long newestNanos;
  private long firstArrivalNanos;
  private long lastArrivalNanos;
  private long smallestDelayNanos = Long.MAX_VALUE;
  private long heldBytes;
  private @Nullable ArrivedSample keyframe;

  PeriodDraft(Cause cause, MemoryBudget.Share memory) {
    this.cause = cause;
    this.memory = memory;
  }

  Cause cause() {
    return cause;
  }

  PlayedTracks seen() {
    return seen;
  }

  /** Whether the track came with another configuration since the draft was begun. */
  boolean knewOtherwise(Track track) {
    return seen.ids().contains(track.id()) && !seen.has(track);
  }

  /** Notes that the sample came, held back or not. */
  void see(ArrivedSample arrived) {
    if (!seen.has(arrived.track())) {
      seen.add(arrived.track(), arrived.dtsNanos());
    }
    seen.advance(arrived);
    firstNanos = sawAny ? Math.min(firstNanos, arrived.dtsNanos()) : arrived.dtsNanos();
    newestNanos = sawAny ? Math.max(newestNanos, arrived.dtsNanos()) : arrived.dtsNanos();
    lastArrivalNanos = arrived.arrival().monotonicNanos();
    firstArrivalNanos = sawAny ? firstArrivalNanos : lastArrivalNanos;
    smallestDelayNanos = Math.min(smallestDelayNanos, arrived.delayNanos());
    sawAny = true;
  }

  void hold(ArrivedSample arrived) {
    held.add(arrived);
    heldBytes += arrived.sample().payloadBytes();
    memory.hold(arrived.sample().payloadBytes());
    if (arrived.isVideo() && arrived.sample().keyframe() && withKeyframe.add(arrived.trackId())) {
      keyframe = leading(keyframe, arrived);
    }
  }

  /** The default video track has the lowest id, and leads. */
  private static ArrivedSample leading(@Nullable ArrivedSample keyframe, ArrivedSample other) {
    return keyframe == null || other.trackId() < keyframe.trackId() ? other : keyframe;
  }

  /** Gives up the oldest sample, which must not be the keyframe. */
  ArrivedSample release() {
    ArrivedSample oldest = held.removeFirst();
    heldBytes -= oldest.sample().payloadBytes();
    memory.release(oldest.sample().payloadBytes());
    return oldest;
  }

  boolean hasKeyframe() {
    return keyframe != null;
  }

  boolean hasKeyframe(int trackId) {
    return withKeyframe.contains(trackId);
  }

  /** Whether each video track that was seen has a keyframe. */
  boolean hasAllKeyframes() {
    return seen.tracks().stream()
        .filter(track -> track.kind() == TrackKind.VIDEO)
        .allMatch(track -> hasKeyframe(track.id()));
  }

  /**
   * The sample with which the period would start: a keyframe of the leading video track, else the
   * first held.
   */
  @Nullable ArrivedSample entry() {
    return keyframe != null ? keyframe : held.peekFirst();
  }

  /** How much media time passed since the draft was begun. */
  long spanNanos() {
    return newestNanos - firstNanos;
  }

  /** How much time has passed between the first arrival and the last. */
  long arrivalSpanNanos() {
    return lastArrivalNanos - firstArrivalNanos;
  }

  /**
   * When the entry would have arrived had it been as quick as the quickest so far: encoders begin
   * with what has piled up while they connected.
   */
  long entryWallMillis(ArrivedSample entry) {
    long lateNanos = entry.delayNanos() - smallestDelayNanos;
    return entry.arrival().wallMillis() - TimeUnit.NANOSECONDS.toMillis(lateNanos);
  }

  /** Of all samples so far. */
  long smallestDelayNanos() {
    return smallestDelayNanos;
  }

  /** How much media time is held back. */
  long heldNanos() {
    return held.isEmpty() ? 0 : newestNanos - held.getFirst().dtsNanos();
  }

  int heldSamples() {
    return held.size();
  }

  boolean exceeds(TimelineLimits limits) {
    return held.size() > limits.maxPendingSamples()
        || heldBytes > limits.maxPendingBytes()
        || !memory.hasRoomFor(0);
  }

  /** What is presented before the keyframe, and so cannot be in its period. */
  List<ArrivedSample> heldBeforeEntry() {
    return split(true);
  }

  List<ArrivedSample> heldFromEntry() {
    return split(false);
  }

  private List<ArrivedSample> split(boolean before) {
    var part = new ArrayList<ArrivedSample>();
    for (ArrivedSample arrived : held) {
      if (isBeforeEntry(arrived) == before) {
        part.add(arrived);
      }
    }
    return part;
  }

  private boolean isBeforeEntry(ArrivedSample arrived) {
    return keyframe != null
        && arrived.trackId() != keyframe.trackId()
        && arrived.ptsNanos() < keyframe.ptsNanos();
  }

  /** Tracks that have sent samples; without a keyframe no video among them. */
  List<Track> playableTracks() {
    return seen.tracks().stream()
        .filter(track -> hasKeyframe() || track.kind() != TrackKind.VIDEO)
        .toList();
  }

  /** The period starts: who takes the samples over counts them. */
  void stopCounting() {
    memory.release(heldBytes);
    heldBytes = 0;
  }
}
