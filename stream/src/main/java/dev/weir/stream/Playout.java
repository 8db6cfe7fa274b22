package dev.weir.stream;

import static dev.weir.stream.PeriodDraft.Cause.CHANGE;

import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a stream has on air: the period that plays, how far its tracks have come, and its dates,
 * which follow the encoder's clock ({@link DriftFilter}). Tells all that it does as events.
 * Confined to its timeline.
 */
final class Playout {
  private final TimelineLimits limits;
  private final DroppedSamples dropped;
  private final Consumer<? super StreamEvent> out;

  // of the stream
  private final PeriodSequence periods;
  private long anchorCorrections;

  // of the run of timestamps
  private final DriftFilter drift = new DriftFilter();

  // of the period
  private PlayedTracks tracks = new PlayedTracks();

  /** All periods begin after {@code endEpochNanos}, nanoseconds since 1970 in UTC. */
  Playout(
      TimelineLimits limits,
      long endEpochNanos,
      DroppedSamples dropped,
      Consumer<? super StreamEvent> out) {
    this.limits = limits;
    this.periods = new PeriodSequence(endEpochNanos);
    this.dropped = dropped;
    this.out = out;
  }

  /** The tracks of the period that plays; empty where none does. */
  PlayedTracks tracks() {
    return tracks;
  }

  /** Where its last period ends so far, nanoseconds since 1970 in UTC. */
  long endEpochNanos() {
    return periods.endEpochNanos();
  }

  long anchorCorrections() {
    return anchorCorrections;
  }

  /** Whether a change that is being prepared leaves the sample's track as it is. */
  boolean isUntouchedBy(PeriodDraft draft, ArrivedSample arrived) {
    return draft.cause() == CHANGE && tracks.has(arrived.track());
  }

  /** Ends the period that plays and begins the one that was prepared, with what was held back. */
  void start(PeriodDraft draft, ArrivedSample entry) {
    for (ArrivedSample early : draft.heldBeforeEntry()) {
      if (isUntouchedBy(draft, early)) {
        play(early);
      } else {
        dropped.beforeKeyframe++;
      }
    }
    List<Track> started = tracksOf(draft);
    StreamEvent.PeriodStarted event = begin(draft, entry, started);
    PlayedTracks before = tracks;
    tracks = new PlayedTracks();
    tracks.beginAt(entry);
    for (Track track : started) {
      if (draft.cause() == CHANGE && before.has(track)) {
        tracks.addGoingOn(track, entry.dtsNanos());
      } else {
        tracks.add(track, entry.dtsNanos());
      }
    }
    out.accept(event);
    draft.heldFromEntry().forEach(this::play);
  }

  private StreamEvent.PeriodStarted begin(
      PeriodDraft draft, ArrivedSample entry, List<Track> started) {
    if (draft.cause() == CHANGE) {
      StreamEvent.PeriodStarted continuing = periods.startContinuing(started, entry);
      drift.moveDates(periods.movedMillis());
      return continuing;
    }
    drift.reset(draft.smallestDelayNanos());
    return periods.startAt(draft.entryWallMillis(entry), started, entry);
  }

  /** What was seen, and after a mere change what played on beside it. */
  private List<Track> tracksOf(PeriodDraft draft) {
    var byId = new TreeMap<Integer, Track>();
    if (draft.cause() == CHANGE && (draft.hasKeyframe() || !tracks.hasVideo())) {
      tracks.tracks().forEach(track -> byId.put(track.id(), track));
    }
    draft.playableTracks().forEach(track -> byId.put(track.id(), track));
    return new ArrayList<>(byId.values());
  }

  /** The next sample of the period, unless it comes too late or is shown before the keyframe. */
  void play(ArrivedSample arrived) {
    if (tracks.isBeforeEntry(arrived)) {
      dropped.beforeKeyframe++;
      return;
    }
    if (!tracks.isInOrder(arrived)) {
      dropped.late++;
      return;
    }
    drift.add(arrived.arrival().monotonicNanos(), arrived.dtsNanos());
    correctAnchor();
    periods.extendTo(tracks.advance(arrived));
    out.accept(new StreamEvent.Sample(arrived.sample()));
  }

  private void correctAnchor() {
    long millis = drift.takeCorrectionMillis(limits.driftTolerance().toNanos());
    if (millis != 0) {
      anchorCorrections++;
      out.accept(new StreamEvent.AnchorCorrected(periods.correctBy(millis)));
    }
  }

  /** Ends the period that plays, if one does, since its publisher is gone. */
  void interrupt() {
    if (!tracks.isEmpty()) {
      tracks = new PlayedTracks();
      out.accept(new StreamEvent.Interrupted());
    }
  }
}
