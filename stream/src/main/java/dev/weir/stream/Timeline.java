package dev.weir.stream;

import static dev.weir.stream.PeriodDraft.Cause.CHANGE;
import static dev.weir.stream.PeriodDraft.Cause.JUMP;
import static dev.weir.stream.PeriodDraft.Cause.START;

import dev.weir.media.MediaSample;
import dev.weir.media.MemoryBudget;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns what publishers send, one after another, into the events of one stream. Pure: equal calls
 * give equal events. Confined to its owner.
 *
 * <p>A period is prepared in a {@link PeriodDraft} until the tracks that were promised or
 * configured have come, and starts at a keyframe of the leading video track where there is video:
 * what is presented earlier is left out, and of each other video track what precedes its own
 * keyframe. Its anchor dates the decoding time of that first sample by its arrival, and {@link
 * Playout} plays it. A changed configuration or a new track starts a period that keeps the anchor,
 * since the timestamps go on; until its keyframe, tracks that did not change play on in the old
 * period, and so do tracks that have not jumped yet after a jump. A forward jump is measured from
 * the newest sample of all tracks, so that a track which rests while another goes on is not taken
 * for one. A track that begins further from the others than a jump is moved to where they are
 * ({@link TrackShifts}).
 */
public final class Timeline {
  private final TimelineLimits limits;
  private final MemoryBudget.Share memory;
  private final Consumer<? super StreamEvent> out;

  // of the stream
  private final Playout playout;
  private final DroppedSamples dropped = new DroppedSamples();
  private long jumps;

  // of the publisher
  private final Map<Integer, Track> configured = new HashMap<>();
  private final Set<TrackKind> promised = EnumSet.noneOf(TrackKind.class);
  private final TrackShifts shifts = new TrackShifts();
  private long lastArrivalNanos;
  private boolean stalled;

  /** The period that is being prepared, if one is. */
  private @Nullable PeriodDraft draft;

  public Timeline(TimelineLimits limits, Consumer<? super StreamEvent> out) {
    this(limits, StreamMemory.unlimited().transit(), PeriodSequence.NO_END, out);
  }

  /** One whose periods all begin after {@code endEpochNanos}, see {@link #endEpochNanos}. */
  Timeline(
      TimelineLimits limits,
      MemoryBudget.Share memory,
      long endEpochNanos,
      Consumer<? super StreamEvent> out) {
    this.limits = limits;
    this.memory = memory;
    this.out = out;
    this.playout = new Playout(limits, endEpochNanos, dropped, out);
    this.draft = new PeriodDraft(START, memory);
  }

  /** Where its last period ends so far, nanoseconds since 1970 in UTC. */
  long endEpochNanos() {
    return playout.endEpochNanos();
  }

  /** The kinds of track that the publisher's metadata promises; none where it says nothing. */
  public void expect(Set<TrackKind> kinds) {
    promised.clear();
    promised.addAll(kinds);
  }

  /** A track is configured, or configured anew; a repetition changes nothing. */
  public void track(Track track) {
    configured.put(track.id(), track);
  }

  public void sample(MediaSample sample, Arrival arrival) {
    Track track = configured.get(sample.trackId());
    if (track == null) {
      dropped.withoutTrack++;
      return;
    }
    ArrivedSample arrived = shifts.applyTo(new ArrivedSample(sample, track, arrival));
    if (Math.abs(arrived.leadNanos()) > limits.forwardHole().toNanos()) {
      dropped.stray++;
      return;
    }
    lastArrivalNanos = arrival.monotonicNanos();
    stalled = false;
    place(arrived);
  }

  /** When {@link #tick} has something to do, unless a sample comes earlier. */
  public OptionalLong nextDeadlineNanos() {
    return playing().isEmpty() || stalled
        ? OptionalLong.empty()
        : OptionalLong.of(lastArrivalNanos + limits.stall().toNanos());
  }

  public void tick(long nowNanos) {
    OptionalLong deadline = nextDeadlineNanos();
    if (deadline.isPresent() && nowNanos - deadline.getAsLong() >= 0) {
      stalled = true;
      out.accept(new StreamEvent.Stalled());
    }
  }

  /** The publisher is gone; another one, or the same anew, may begin. */
  public void interrupt() {
    abandonDraft();
    configured.clear();
    promised.clear();
    shifts.clear();
    playout.interrupt();
    draft = new PeriodDraft(START, memory);
  }

  public TimelineCounters counters() {
    return new TimelineCounters(
        dropped.late,
        dropped.beforeKeyframe,
        dropped.overflow,
        dropped.withoutTrack,
        dropped.stray,
        jumps,
        playout.anchorCorrections());
  }

  private PlayedTracks playing() {
    return playout.tracks();
  }

  private void place(ArrivedSample arrived) {
    if (draft == null) {
      placeInPeriod(arrived);
      return;
    }
    switch (draft.cause()) {
      case START -> placeAtStart(draft, arrived);
      case CHANGE -> placeInChange(draft, arrived);
      case JUMP -> placeAfterJump(draft, arrived);
    }
  }

  private void placeInPeriod(ArrivedSample stamped) {
    ArrivedSample arrived = enter(playing(), stamped);
    if (!playing().isContinuedBy(arrived, limits)) {
      beginJump(arrived);
    } else if (playing().has(arrived.track())) {
      playout.play(arrived);
    } else {
      beginDraft(CHANGE, arrived);
    }
  }

  /** Tracks of one publisher that begin far apart have clocks of their own. */
  private ArrivedSample enter(PlayedTracks run, ArrivedSample arrived) {
    return run.ids().contains(arrived.trackId()) ? arrived : shifts.enter(run, arrived, limits);
  }

  private void placeAtStart(PeriodDraft current, ArrivedSample stamped) {
    ArrivedSample arrived = enter(current.seen(), stamped);
    if (current.seen().isContinuedBy(arrived, limits)) {
      prepare(current, arrived);
    } else {
      jumps++;
      beginDraft(START, arrived);
    }
  }

  private void placeInChange(PeriodDraft current, ArrivedSample stamped) {
    boolean isOfDraft = current.seen().ids().contains(stamped.trackId());
    ArrivedSample arrived = isOfDraft ? stamped : enter(playing(), stamped);
    boolean continues =
        playing().isContinuedBy(arrived, limits) && current.seen().isContinuedBy(arrived, limits);
    if (continues) {
      prepare(current, arrived);
    } else {
      beginJump(arrived);
    }
  }

  /** Tracks jump one after another, and a single wrong timestamp is no jump. */
  private void placeAfterJump(PeriodDraft current, ArrivedSample stamped) {
    if (isStillBeforeJump(current, stamped)) {
      playout.play(stamped);
      if (current.seen().ids().contains(stamped.trackId())) {
        abandonDraft();
      }
      return;
    }
    ArrivedSample arrived = enter(current.seen(), stamped);
    if (current.seen().isContinuedBy(arrived, limits)) {
      prepare(current, arrived);
    } else {
      beginJump(arrived);
    }
  }

  private boolean isStillBeforeJump(PeriodDraft current, ArrivedSample arrived) {
    if (!playing().has(arrived.track()) || !playing().isContinuedBy(arrived, limits)) {
      return false;
    }
    if (!current.seen().isContinuedBy(arrived, limits)) {
      return true;
    }
    boolean jumped = current.seen().ids().contains(arrived.trackId());
    return !jumped && playing().distanceNanos(arrived) < current.seen().distanceNanos(arrived);
  }

  private void beginJump(ArrivedSample arrived) {
    jumps++;
    beginDraft(JUMP, arrived);
  }

  private void beginDraft(PeriodDraft.Cause cause, ArrivedSample arrived) {
    abandonDraft();
    PeriodDraft begun = new PeriodDraft(cause, memory);
    draft = begun;
    prepare(begun, cause == CHANGE ? arrived : enter(begun.seen(), arrived));
  }

  private void abandonDraft() {
    if (draft != null) {
      PeriodDraft abandoned = draft;
      draft = null;
      while (abandoned.heldSamples() > 0) {
        ArrivedSample oldest = abandoned.release();
        if (playout.isUntouchedBy(abandoned, oldest)) {
          playout.play(oldest);
        } else {
          dropped.stray++;
        }
      }
    }
  }

  private void prepare(PeriodDraft current, ArrivedSample arrived) {
    if (current.knewOtherwise(arrived.track())) {
      beginDraft(current.cause(), arrived);
    } else if (current.seen().isInOrder(arrived)) {
      take(current, arrived);
      keepWithinLimits(current);
      startWhenReady(current);
    } else {
      dropped.late++;
    }
  }

  private void take(PeriodDraft current, ArrivedSample arrived) {
    boolean isDecodable =
        !arrived.isVideo() || arrived.sample().keyframe() || current.hasKeyframe(arrived.trackId());
    current.see(arrived);
    if (isDecodable) {
      current.hold(arrived);
    } else if (playout.isUntouchedBy(current, arrived)) {
      playout.play(arrived);
    } else {
      dropped.beforeKeyframe++;
    }
  }

  private void keepWithinLimits(PeriodDraft current) {
    long maxHeldNanos =
        current.cause() == CHANGE
            ? limits.interleave().toNanos()
            : wait(current).plus(limits.interleave()).toNanos();
    while (mustWaitForKeyframe(current)
        && (current.exceeds(limits) || current.heldNanos() > maxHeldNanos)) {
      ArrivedSample oldest = current.release();
      if (playout.isUntouchedBy(current, oldest)) {
        playout.play(oldest);
      } else {
        dropped.overflow++;
      }
    }
  }

  private boolean mustWaitForKeyframe(PeriodDraft current) {
    boolean hasVideo =
        current.seen().hasVideo() || (current.cause() == CHANGE && playing().hasVideo());
    return hasVideo
        && !current.hasKeyframe()
        && current.spanNanos() < limits.keyframeWait().toNanos();
  }

  private Duration wait(PeriodDraft current) {
    return switch (current.cause()) {
      case START -> promised.isEmpty() ? limits.unpromisedWait() : limits.promisedWait();
      case CHANGE -> limits.interleave();
      case JUMP -> limits.unpromisedWait();
    };
  }

  private void startWhenReady(PeriodDraft current) {
    ArrivedSample entry = current.entry();
    if (entry == null || mustWaitForKeyframe(current)) {
      return;
    }
    if (current.cause() == CHANGE && playing().has(entry.track()) && !current.hasKeyframe()) {
      abandonDraft();
      return;
    }
    boolean waitedEnough =
        current.spanNanos() >= wait(current).toNanos() || current.exceeds(limits);
    if ((isComplete(current) && isSettled(current)) || waitedEnough) {
      draft = null;
      current.stopCounting();
      playout.start(current, entry);
    }
  }

  /** Long enough to tell the delay of the line from what piled up before the first arrival. */
  private boolean isSettled(PeriodDraft current) {
    return current.cause() == CHANGE || current.arrivalSpanNanos() >= limits.settle().toNanos();
  }

  private boolean isComplete(PeriodDraft current) {
    return switch (current.cause()) {
      case START -> hasAllExpected(current) && current.hasAllKeyframes();
      case CHANGE ->
          configured.values().stream()
              .allMatch(track -> playing().has(track) || current.seen().has(track));
      case JUMP -> current.seen().ids().containsAll(playing().ids()) && current.hasAllKeyframes();
    };
  }

  /** The kinds that were promised, or else both, and what is configured of them. */
  private boolean hasAllExpected(PeriodDraft current) {
    Set<TrackKind> expected = promised.isEmpty() ? EnumSet.allOf(TrackKind.class) : promised;
    return expected.stream().allMatch(kind -> current.seen().has(kind))
        && configured.values().stream()
            .filter(track -> expected.contains(track.kind()))
            .allMatch(track -> current.seen().ids().contains(track.id()));
  }
}
