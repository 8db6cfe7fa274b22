package dev.weir.stream;

import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The publishing side of one stream: whose it is, and the timeline that outlives publishers.
 * Guarded by its lock, which orders the old publisher's thread, the new one's and the timer's. It
 * is held while events are queued, and never while foreign code runs: subscribers are woken up
 * after its release.
 */
final class Publication {
  private final LiveStream stream;
  private final RegistryLimits limits;
  private final StreamMemory memory;
  private final Timeline timeline;
  private final HealthRecorder health;
  private final Pace pace = new Pace();
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by the lock
  private @Nullable PublisherLease holder;
  private long lastHeardNanos;
  private OptionalLong endNanos = OptionalLong.empty();
  private boolean ended;
  private @Nullable String lastLoss;
  private long takeOvers;
  private long fencedSamples;

  /** One that goes on after {@code endEpochNanos}, where the last of its name has ended. */
  Publication(StreamName name, RegistryLimits limits, StreamMemory memory, long endEpochNanos) {
    this.limits = limits;
    this.memory = memory;
    stream = new LiveStream(name, limits.gop(), memory);
    timeline = new Timeline(limits.timeline(), memory.transit(), endEpochNanos, this::emit);
    health = new HealthRecorder(limits.timeline(), timeline::counters);
  }

  /** Where it ends so far, nanoseconds since 1970 in UTC. */
  long endEpochNanos() {
    lock.lock();
    try {
      return timeline.endEpochNanos();
    } finally {
      lock.unlock();
    }
  }

  LiveStream stream() {
    return stream;
  }

  /** It is over, and nobody publishes to it again. */
  void giveUpMemory() {
    memory.close();
  }

  private void emit(StreamEvent event) {
    if (event instanceof StreamEvent.PeriodStarted) {
      endNanos = OptionalLong.empty();
    }
    stream.append(event);
  }

  /** What {@link #grant} has decided; {@code previous} has to be told if there is one. */
  record Grant(boolean granted, @Nullable PublisherLease previous) {}

  /** The caller wakes up the subscribers once it holds no lock itself. */
  Grant grant(PublisherLease candidate, PublishPolicy policy, long nowNanos) {
    lock.lock();
    try {
      PublisherLease previous = holder;
      if (ended || (previous != null && !mayReplace(previous, candidate, policy, nowNanos))) {
        return new Grant(false, null);
      }
      if (previous != null) {
        takeOvers++;
        release("replaced by " + candidate.identity().session(), nowNanos);
      }
      holder = candidate;
      lastHeardNanos = nowNanos;
      health.begin(nowNanos);
      pace.reset();
      return new Grant(true, previous);
    } finally {
      lock.unlock();
    }
  }

  private boolean mayReplace(
      PublisherLease previous, PublisherLease candidate, PublishPolicy policy, long nowNanos) {
    boolean silent = nowNanos - lastHeardNanos >= limits.silence().toNanos();
    String credential = candidate.identity().credential();
    return policy == PublishPolicy.TAKE_OVER
        || (silent && previous.identity().credential().equals(credential));
  }

  void expect(PublisherLease lease, Set<TrackKind> kinds) {
    lock.lock();
    try {
      if (holder == lease) {
        timeline.expect(kinds);
      }
    } finally {
      unlockAndWakeUp();
    }
  }

  void track(PublisherLease lease, Track track) {
    lock.lock();
    try {
      if (holder == lease) {
        timeline.track(track);
        health.track(track);
        pace.track(track);
      }
    } finally {
      unlockAndWakeUp();
    }
  }

  void sample(PublisherLease lease, MediaSample sample, Arrival arrival) {
    lock.lock();
    try {
      if (holder == lease) {
        lastHeardNanos = arrival.monotonicNanos();
        timeline.sample(sample, arrival);
        health.sample(sample, arrival);
        pace.add(sample, arrival.monotonicNanos());
      } else {
        fencedSamples++;
      }
    } finally {
      unlockAndWakeUp();
    }
  }

  /** See {@link PublisherLease#holdBack}. */
  long holdBack(PublisherLease lease, long nowNanos) {
    lock.lock();
    try {
      long nanos = holder == lease ? pace.holdNanos(nowNanos) : 0;
      if (nanos > 0) {
        health.heldBack(nanos, nowNanos);
      }
      return nanos;
    } finally {
      lock.unlock();
    }
  }

  void lost(PublisherLease lease, String reason, long nowNanos) {
    lock.lock();
    try {
      if (holder == lease) {
        holder = null;
        release(reason, nowNanos);
      }
    } finally {
      unlockAndWakeUp();
    }
  }

  /** The one that has lost it by that, whom the caller has to tell. */
  Optional<PublisherLease> revoke(String credential, long nowNanos) {
    lock.lock();
    try {
      PublisherLease revoked = holder;
      if (revoked == null || !revoked.identity().credential().equals(credential)) {
        return Optional.empty();
      }
      holder = null;
      release("its key was revoked", nowNanos);
      return Optional.of(revoked);
    } finally {
      unlockAndWakeUp();
    }
  }

  /** Its publisher was lost with an earlier process. */
  void awaitReturn(long onAirSinceMillis, long nowNanos) {
    lock.lock();
    try {
      lastLoss = "the server was restarted";
      stream.wasOnAirSince(onAirSinceMillis);
      endNanos = OptionalLong.of(nowNanos + limits.grace().toNanos());
      stream.append(new StreamEvent.Interrupted());
    } finally {
      unlockAndWakeUp();
    }
  }

  /** Only a new period ends the wait: who comes back and sends nothing does not prolong it. */
  private void release(String reason, long nowNanos) {
    lastLoss = reason;
    timeline.interrupt();
    health.end(nowNanos);
    if (endNanos.isEmpty()) {
      boolean neverOnAir = stream.state() == StreamState.STARTING;
      endNanos = OptionalLong.of(neverOnAir ? nowNanos : nowNanos + limits.grace().toNanos());
    }
  }

  /**
   * Tells a stall, or ends the stream where nobody came back in time.
   *
   * @return whether the stream has ended just now
   */
  boolean tick(long nowNanos) {
    lock.lock();
    try {
      timeline.tick(nowNanos);
      health.advance(nowNanos);
      boolean over = endNanos.isPresent() && nowNanos - endNanos.getAsLong() >= 0;
      if (holder != null || !over || ended) {
        return false;
      }
      ended = true;
      stream.append(new StreamEvent.Ended());
      return true;
    } finally {
      unlockAndWakeUp();
    }
  }

  boolean isHeldBy(PublisherLease lease) {
    lock.lock();
    try {
      return holder == lease;
    } finally {
      lock.unlock();
    }
  }

  PublisherStats stats() {
    lock.lock();
    try {
      return new PublisherStats(
          Optional.ofNullable(holder).map(PublisherLease::identity),
          Optional.ofNullable(lastLoss),
          takeOvers,
          fencedSamples,
          timeline.counters());
    } finally {
      lock.unlock();
    }
  }

  HealthHistory health(Arrival now) {
    lock.lock();
    try {
      return health.history(now);
    } finally {
      lock.unlock();
    }
  }

  private void unlockAndWakeUp() {
    lock.unlock();
    stream.wakeUpSubscribers();
  }
}
