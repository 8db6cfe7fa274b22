package dev.weir.packaging;

import dev.weir.media.Anchor;
import dev.weir.media.MediaTime;
import dev.weir.media.StreamEvent;
import dev.weir.packaging.Presentation.State;
import dev.weir.storage.BlobStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the events of one live stream into extents in a store and, after each, a {@link
 * Presentation} of what is there. What it writes and how it names it is a pure function of the
 * events: no clock, no chance. Confined to its caller.
 *
 * <p>Sequence numbers begin at the second since 1970 in which the stream begins, and a segment
 * lasts a second at least, so that they never go back, not even across a restart that has lost
 * them. Discontinuities count from 0: players keep arrays by them.
 */
public final class Packager {
  private final String folder;
  private final PackagingConfig config;
  private final BlobStore store;
  private final Optional<Resumption> resumption;

  private final Deque<PeriodBuilder> periods = new ArrayDeque<>();

  // Of the whole stream; fixed by its first period or its first segment.
  private boolean begun;
  private long startMillis;
  private long nextSequence;
  private long nextDiscontinuity;
  private @Nullable Grid grid;

  private State state = State.LIVE;
  private long segmentsForRoom;

  /**
   * @param folder the name under which the store keeps this stream's extents
   */
  public Packager(String folder, PackagingConfig config, BlobStore store) {
    this(folder, config, store, Optional.empty());
  }

  /** One that goes on with a stream which another has begun. */
  public Packager(
      String folder, PackagingConfig config, BlobStore store, Optional<Resumption> resumption) {
    this.folder = folder;
    this.config = config;
    this.resumption = resumption;
    this.store = new ThriftyStore(store, this::makeRoom);
  }

  /**
   * Takes the next event of the stream.
   *
   * @return what viewers may ask for from now on, or empty where this event has changed nothing or
   *     there is nothing to show yet
   * @throws IOException where the store refuses, even after room was made by deleting whole
   *     segments of this stream; then only {@link #delete} may follow
   */
  public Optional<Presentation> accept(StreamEvent event) throws IOException {
    if (periods.isEmpty() && !(event instanceof StreamEvent.PeriodStarted)) {
      return Optional.empty();
    }
    boolean changed =
        switch (event) {
          case StreamEvent.PeriodStarted started -> startPeriod(started);
          case StreamEvent.Sample(var sample) -> current().add(sample);
          case StreamEvent.AnchorCorrected(Anchor anchor) -> current().correct(anchor);
          case StreamEvent.Stalled() -> current().flush();
          case StreamEvent.Interrupted() -> end(State.INTERRUPTED);
          case StreamEvent.Ended() -> end(State.ENDED);
        };
    if (!changed || grid() == null || periods.isEmpty()) {
      return Optional.empty();
    }
    forgetTheOldest();
    return presentation();
  }

  /** A period has started; nothing was accepted before. */
  public boolean hasBegun() {
    return begun;
  }

  /** How many segments of the current period's leading track begin without a keyframe. */
  public long unalignedSegments() {
    return periods.isEmpty() ? 0 : current().unalignedSegments();
  }

  /** How many of its other tracks do: other sizes of the picture, with keyframes elsewhere. */
  public long unalignedBesideLeader() {
    return periods.isEmpty() ? 0 : current().unalignedBesideLeader();
  }

  /** How many segments went before their time, because the store had no more room. */
  public long segmentsForRoom() {
    return segmentsForRoom;
  }

  /** Deletes everything that was written; the packager must not be used any more. */
  public void delete() throws IOException {
    for (PeriodBuilder period : periods) {
      period.forgetAll();
    }
    periods.clear();
  }

  private boolean startPeriod(StreamEvent.PeriodStarted started) throws IOException {
    boolean changed = false;
    if (!begun) {
      begun = true;
      resumption.ifPresentOrElse(known -> goOn(known, started), () -> begin(started));
    } else if (!periods.isEmpty()) {
      changed = endPeriod();
    }
    state = State.LIVE;
    periods.add(
        new PeriodBuilder(
            started,
            folder,
            config,
            store,
            Optional.ofNullable(grid()),
            nextSequence,
            nextDiscontinuity));
    return changed;
  }

  private void begin(StreamEvent.PeriodStarted started) {
    startMillis = started.anchor().wallMillis();
    nextSequence = startMillis / MediaTime.MILLIS_PER_SECOND;
  }

  private void goOn(Resumption known, StreamEvent.PeriodStarted started) {
    startMillis = known.startMillis();
    nextSequence = known.nextSequence();
    nextDiscontinuity = known.nextDiscontinuity();
    grid = Grid.resume(known, PeriodBuilder.leaderFirst(started.tracks()));
  }

  private boolean end(State endState) throws IOException {
    state = endState;
    return endPeriod();
  }

  /** Ends the current period; one that has nothing to show is as if it had never been. */
  private boolean endPeriod() throws IOException {
    PeriodBuilder period = current();
    if (period.isEnded()) {
      return true;
    }
    period.end();
    grid();
    nextSequence = period.nextSequence();
    if (period.hasSegments()) {
      nextDiscontinuity++;
    } else {
      periods.removeLast();
    }
    return true;
  }

  private PeriodBuilder current() {
    return periods.getLast();
  }

  private @Nullable Grid grid() {
    if (grid == null && !periods.isEmpty()) {
      grid = current().grid().orElse(null);
    }
    return grid;
  }

  /** Removed segments stay for as long as the playlists that listed them (RFC 8216bis §6.2.2). */
  private void forgetTheOldest() throws IOException {
    long keptMillis = 2 * config.window().toMillis() + config.maxSegment().toMillis();
    long edgeMillis = current().edgeMillis();
    while (true) {
      PeriodBuilder oldest = periods.getFirst();
      if (oldest.hasSegments()) {
        if (oldest.oldestEndMillis() > edgeMillis - keptMillis) {
          return;
        }
        oldest.forgetOldest();
      } else if (oldest != current()) {
        periods.removeFirst();
      } else {
        return;
      }
    }
  }

  private boolean makeRoom() throws IOException {
    for (PeriodBuilder period : periods) {
      if (period.hasWholeSegments()) {
        period.forgetOldest();
        segmentsForRoom++;
        return true;
      }
    }
    return false;
  }

  private Optional<Presentation> presentation() {
    var built =
        periods.stream().filter(PeriodBuilder::hasSegments).map(PeriodBuilder::build).toList();
    @Nullable Grid fixed = grid;
    if (built.isEmpty() || fixed == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Presentation(
            state,
            fixed.targetDurationSeconds(),
            fixed.partTargetMillis(),
            startMillis,
            config.window().toMillis(),
            built));
  }
}
