package dev.weir.channel.ladder;

import dev.weir.channel.ladder.LadderState.Activity;
import dev.weir.library.LadderRuns;
import dev.weir.media.Clock;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.packaging.MeasuredBitrate;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.RungPackager;
import dev.weir.packaging.RungPackager.Rung;
import dev.weir.packaging.Segment;
import dev.weir.storage.BlobStore;
import dev.weir.transcode.live.LiveRung;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rungs of one stream on air: what there is of them, and whether anybody wants them. It is
 * shown what the source has, and puts beside it what the encoder has made; a {@link LadderFeeder}
 * runs the encoder. Thread-safe; guarded by itself.
 */
public final class ChannelLadder {
  /** Nobody has asked for so long: the encoder may rest. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** Players begin three target durations before the live edge: that much is made at first. */
  private static final int SEGMENTS_BEFORE_EDGE = 3;

  private static final Logger LOG = LoggerFactory.getLogger(ChannelLadder.class);
  private static final long LOOK_EVERY_MILLIS = 500;
  private static final long NONE = -1;

  private final String folder;
  private final LadderRuns schedule;
  private final BlobStore store;
  private final Clock clock;
  private final Predicate<String> isTold;

  private List<LiveRung> rungs = List.of();
  private @Nullable Presentation source;
  private @Nullable RungPackager packager;
  private Activity activity = Activity.RESTING;
  private String reason = "Nobody watches.";
  private boolean isWanted;
  private long wantedNanos;
  private boolean closed;
  private long runs;
  private long leftOut;
  private long hopelessPeriod = NONE;

  /** The numbers of the rungs of the run that is on, or was last. */
  private List<Integer> making = List.of();

  private @Nullable LadderRun current;

  /**
   * @param folder below which the store keeps the rungs
   * @param isTold whether viewers know a rendition of that name, if only from the past
   */
  public ChannelLadder(
      String folder, Ladders.Setting setting, BlobStore store, Predicate<String> isTold) {
    this.folder = folder;
    this.isTold = isTold;
    this.schedule = setting.runs();
    this.store = store;
    this.clock = setting.clock();
  }

  /** The source is this by now. */
  public synchronized void follow(Presentation now) throws IOException {
    source = now;
    if (packager != null) {
      packager.follow(now);
      if (!isPossible(now.currentPeriod())) {
        packager.rest();
      }
    }
    notifyAll();
  }

  /** The source as it was told last, with its rungs. */
  public synchronized Optional<Presentation> compose() {
    return Optional.ofNullable(packager == null ? source : packager.compose());
  }

  /** Somebody watches, or is about to. */
  public synchronized void want() {
    isWanted = true;
    wantedNanos = clock.monotonicNanos();
    notifyAll();
  }

  /** All its rungs are there, or it is in vain to wait for them now. */
  public synchronized boolean isSettled() {
    return !isPossible()
        || activity == Activity.WAITING
        || (packager != null && packager.hasAll(making));
  }

  private boolean isPossible() {
    Presentation now = source;
    return now != null && now.awaitsParts() && isPossible(now.currentPeriod());
  }

  public synchronized LadderState state() {
    long nowLeftOut = leftOut + (current == null ? 0 : current.leftOut());
    long lost = packager == null ? 0 : packager.lostPictures();
    return new LadderState(activity, rungs, reason, runs, nowLeftOut, lost);
  }

  /** What was shown is gone, and the source begins anew. */
  public synchronized void startOver() {
    source = null;
    current = null;
    forgetRungs();
    notifyAll();
  }

  private void forgetRungs() {
    RungPackager gone = packager;
    packager = null;
    rungs = List.of();
    try {
      if (gone != null) {
        gone.delete();
      }
    } catch (IOException left) {
      LOG.error("folder={} rungs could not be deleted: {}", folder, left.getMessage());
    }
  }

  /**
   * Blocks until the encoder has made all that there is of a source that has ended, or as long as
   * {@code patience} lasts.
   */
  public synchronized void awaitEnd(Duration patience) throws InterruptedException, IOException {
    long untilNanos = clock.monotonicNanos() + patience.toNanos();
    while (current != null && clock.monotonicNanos() < untilNanos) {
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(untilNanos - clock.monotonicNanos())));
    }
    if (current != null && packager != null) {
      packager.end(current.periodId());
      current = null;
    }
  }

  /** No further run begins, and the one that is on ends soon. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Blocks until a run is due; empty once there will be none. */
  synchronized Optional<Period> awaitWork() throws InterruptedException {
    while (!closed) {
      if (isDue() && isPossible()) {
        return Optional.ofNullable(source).map(Presentation::currentPeriod);
      }
      wait();
    }
    return Optional.empty();
  }

  private boolean isDue() {
    return schedule == LadderRuns.ALWAYS || isWanted;
  }

  private boolean isPossible(Period period) {
    return period.id() != hopelessPeriod
        && !period.leader().segments().isEmpty()
        && videos(period) == 1;
  }

  /** How many pictures are in it side by side: more than one where the publisher sends a ladder. */
  private static long videos(Period period) {
    return period.tracks().stream()
        .filter(track -> track.track().kind() == TrackKind.VIDEO)
        .count();
  }

  /** The source of this period is all that there is to be. */
  synchronized void leaveOff(Period period, String why) throws IOException {
    hopelessPeriod = period.id();
    if (packager != null) {
      packager.rest();
    }
    activity = Activity.OFF;
    reason = why;
  }

  /** Those of the stream; empty before its first run. */
  synchronized List<LiveRung> rungs() {
    return rungs;
  }

  /** What was measured of the source's pictures; 0 where nothing was. */
  synchronized long sourceBps(PeriodTrack leader) {
    return source == null ? 0 : MeasuredBitrate.of(source, leader.name()).averageBps();
  }

  /**
   * A run begins.
   *
   * @param planned of the stream; those of its first run stay
   * @param numbers of those that this run makes
   * @param grown called, without a lock, when there is something new to see
   * @return empty where the source has gone on without it
   */
  synchronized Optional<LadderRun> begin(
      Period period, List<LiveRung> planned, List<Integer> numbers, Runnable grown) {
    Presentation now = source;
    if (now == null || !now.awaitsParts() || now.currentPeriod().id() != period.id()) {
      return Optional.empty();
    }
    making = List.copyOf(numbers);
    if (packager == null) {
      rungs = List.copyOf(planned);
      List<Rung> named = rungs.stream().map(rung -> new Rung(rung.name(), rung.mostBps())).toList();
      packager = new RungPackager(folder, named, store, now, isTold);
    }
    long from = Math.max(packager.expect(period.id(), making), firstWorthMaking(period));
    runs++;
    activity = Activity.STARTING;
    reason = "";
    current = new LadderRun(this, store, new SourceCursor(period, from), numbers, grown);
    return Optional.of(current);
  }

  private static long firstWorthMaking(Period period) {
    List<Segment> segments = period.leader().segments();
    int from = Math.max(0, segments.size() - 1 - SEGMENTS_BEFORE_EDGE);
    return segments.get(from).sequence();
  }

  /** What the encoder is to be given next; blocks until that is known. */
  synchronized SourceCursor.Next awaitNext(LadderRun run, SourceCursor cursor)
      throws InterruptedException {
    while (isOn(run)) {
      Presentation now = source;
      SourceCursor.Next next = now == null ? new SourceCursor.Next.Over() : cursor.next(now);
      if (!(next instanceof SourceCursor.Next.Wait)) {
        return next;
      }
      wait(LOOK_EVERY_MILLIS);
    }
    return new SourceCursor.Next.Over();
  }

  private boolean isOn(LadderRun run) {
    return current == run && !closed && !run.isOver() && !isQuiet();
  }

  private boolean isQuiet() {
    return schedule == LadderRuns.LAZY && clock.monotonicNanos() - wantedNanos > QUIET.toNanos();
  }

  synchronized void coded(LadderRun run, int rung, Track track) {
    if (current == run && packager != null) {
      packager.begin(run.periodId(), rung, track);
    }
  }

  /** Whether anything can be seen that could not before. */
  synchronized boolean add(LadderRun run, int rung, MediaSample picture) throws IOException {
    if (current != run || packager == null) {
      return false;
    }
    boolean isNew = packager.add(run.periodId(), rung, picture);
    if (isNew && packager.hasAll(making)) {
      activity = Activity.RUNNING;
    }
    return isNew;
  }

  /** Wakes whoever waits for what a run does. */
  synchronized void runChanged() {
    notifyAll();
  }

  /**
   * The run is over; what it has not made of its period is missing.
   *
   * @return why, where it is lost and to be begun again
   */
  synchronized Optional<String> end(LadderRun run, Optional<String> why) {
    if (current != run) {
      return Optional.empty();
    }
    current = null;
    leftOut += run.leftOut();
    Optional<String> failure = closed ? Optional.empty() : why;
    try {
      if (packager != null) {
        packager.end(run.periodId());
      }
      if (failure.isPresent() && packager != null) {
        packager.rest();
        if (!packager.hasAny()) {
          forgetRungs(); // there may be room for others by then
        }
      }
      if (isQuiet()) {
        rest();
        failure = Optional.empty();
      }
    } catch (IOException refused) {
      failure = Optional.of("The store of the live window failed: " + refused.getMessage());
    }
    if (failure.isPresent()) {
      activity = Activity.WAITING;
      reason = failure.get();
    }
    notifyAll();
    return failure;
  }

  /** Blocks for so long, or until it is closed. */
  synchronized void pause(Duration length) throws InterruptedException {
    long untilNanos = clock.monotonicNanos() + length.toNanos();
    while (!closed && clock.monotonicNanos() < untilNanos) {
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(untilNanos - clock.monotonicNanos())));
    }
  }

  private void rest() throws IOException {
    isWanted = false;
    activity = Activity.RESTING;
    reason = "Nobody watches.";
    if (packager != null) {
      packager.rest();
    }
  }
}
