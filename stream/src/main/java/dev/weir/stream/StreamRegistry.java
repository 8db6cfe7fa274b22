package dev.weir.stream;

import dev.weir.media.Clock;
import dev.weir.media.MemoryBudget;
import dev.weir.stream.PublishResult.Granted;
import dev.weir.stream.PublishResult.Reason;
import dev.weir.stream.PublishResult.Refused;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live streams by name, and the only door for publishers. Thread-safe. Locks are taken in the
 * order registry, publication, stream, subscription; listeners and call-backs run without any.
 */
public final class StreamRegistry {
  private static final Refused TOO_MANY_STREAMS =
      new Refused(
          Reason.TOO_MANY_STREAMS,
          "This server carries as many streams as it may; end one or raise the limit.");

  private static final Refused NO_MEMORY =
      new Refused(
          Reason.NO_MEMORY,
          "This server has no memory for another stream; try again when one has ended.");

  private final RegistryLimits limits;
  private final MemoryBudget memory;
  private final Clock clock;
  private final List<StreamListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<StreamName, Publication> publications = new ConcurrentHashMap<>();

  /** Guards which publication has a name, and where the last of a name has ended. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<StreamName, Long> ends = new RecentEnds();

  /**
   * Where streams have ended that are no more, so that the next of a name goes on after it even if
   * the wall clock was set back. The names that ended longest ago are forgotten.
   */
  private static final class RecentEnds extends LinkedHashMap<StreamName, Long> {
    private static final long serialVersionUID = 1L;
    private static final int MAX_REMEMBERED = 10_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<StreamName, Long> eldest) {
      return size() > MAX_REMEMBERED;
    }
  }

  /** One without a bound for the memory of all streams together. */
  public StreamRegistry(RegistryLimits limits, Clock clock) {
    this(limits, MemoryBudget.unlimited(), clock);
  }

  /**
   * @param memory of which each stream is promised its part; where there is none for another one,
   *     its publisher is refused
   */
  public StreamRegistry(RegistryLimits limits, MemoryBudget memory, Clock clock) {
    this.limits = limits;
    this.memory = memory;
    this.clock = clock;
  }

  /** Of which each stream has its part. */
  public MemoryBudget memory() {
    return memory;
  }

  /** Hears of streams that are opened from now on. */
  public void addListener(StreamListener listener) {
    listeners.add(listener);
  }

  public Optional<LiveStream> find(StreamName name) {
    return Optional.ofNullable(publications.get(name)).map(Publication::stream);
  }

  /** All streams, by name. */
  public List<LiveStream> streams() {
    return publications.values().stream()
        .map(Publication::stream)
        .sorted(Comparator.comparing(stream -> stream.name().value()))
        .toList();
  }

  public Optional<PublisherStats> publisherStats(StreamName name) {
    return Optional.ofNullable(publications.get(name)).map(Publication::stats);
  }

  /** How the stream has come in over the last minutes. */
  public Optional<HealthHistory> health(StreamName name) {
    return Optional.ofNullable(publications.get(name)).map(found -> found.health(now()));
  }

  /**
   * Opens a stream that an earlier process has left on air, as if its publisher had been lost just
   * now. Where somebody publishes it already, or there is no memory for it, nothing happens.
   *
   * @param startMillis since when it is on air, milliseconds since 1970 in UTC
   * @param endEpochNanos where it ended, nanoseconds since 1970
   * @return false where there is no memory for it
   */
  public boolean resume(StreamName name, long startMillis, long endEpochNanos) {
    Optional<StreamMemory> share = StreamMemory.open(memory, limits.promisedBytes());
    if (share.isEmpty()) {
      return false;
    }
    var publication = new Publication(name, limits, share.get(), endEpochNanos);
    lock.lock();
    try {
      if (publications.putIfAbsent(name, publication) != null) {
        share.get().close();
        return true;
      }
    } finally {
      lock.unlock();
    }
    try {
      listeners.forEach(listener -> listener.opened(publication.stream()));
    } finally {
      publication.awaitReturn(startMillis, clock.monotonicNanos());
    }
    return true;
  }

  /**
   * Asks for the right to publish.
   *
   * @param policy of the channel, for the case that somebody publishes already
   * @param onLoss told once, on the thread that made it happen, if another one takes the stream
   *     over or the right is revoked
   */
  public PublishResult publish(
      StreamName name,
      PublishPolicy policy,
      PublisherIdentity identity,
      Consumer<LeaseLoss> onLoss) {
    var door = new Door(name, policy, identity, onLoss);
    lock.lock();
    try {
      door.enter();
    } finally {
      lock.unlock();
    }
    return door.result();
  }

  /** One attempt to publish: what is decided under the lock, and told after it. */
  private final class Door {
    private final StreamName name;
    private final PublishPolicy policy;
    private final PublisherIdentity identity;
    private final Consumer<LeaseLoss> onLoss;

    private @Nullable LiveStream opened;
    private @Nullable PublisherLease previous;
    private PublishResult result = TOO_MANY_STREAMS;

    Door(
        StreamName name,
        PublishPolicy policy,
        PublisherIdentity identity,
        Consumer<LeaseLoss> onLoss) {
      this.name = name;
      this.policy = policy;
      this.identity = identity;
      this.onLoss = onLoss;
    }

    void enter() {
      Publication current = publications.get(name);
      if (current == null || hasEnded(current)) {
        if (current == null && publications.size() >= limits.maxStreams()) {
          return;
        }
        Optional<StreamMemory> share = StreamMemory.open(memory, limits.promisedBytes());
        if (share.isEmpty()) {
          result = NO_MEMORY;
          return;
        }
        current = open(share.get());
      }
      ask(current);
      if (result instanceof Refused && hasEnded(current)) {
        enter();
      }
    }

    private static boolean hasEnded(Publication publication) {
      return publication.stream().state() == StreamState.ENDED;
    }

    private Publication open(StreamMemory share) {
      var publication = new Publication(name, limits, share, endOfLast());
      publications.put(name, publication);
      opened = publication.stream();
      return publication;
    }

    private long endOfLast() {
      @Nullable Publication last = publications.get(name);
      return last == null ? ends.getOrDefault(name, PeriodSequence.NO_END) : last.endEpochNanos();
    }

    private void ask(Publication asked) {
      var lease = new PublisherLease(StreamRegistry.this, asked, identity, onLoss);
      Publication.Grant grant = asked.grant(lease, policy, clock.monotonicNanos());
      previous = grant.previous();
      result =
          grant.granted()
              ? new Granted(lease)
              : new Refused(
                  Reason.NAME_IN_USE,
                  "Somebody publishes this stream already; stop that publisher first.");
    }

    /** Where telling fails nobody would ever hold what was granted, so it is given back. */
    PublishResult result() {
      try {
        tell();
      } catch (RuntimeException | Error failure) {
        if (result instanceof Granted(PublisherLease lease)) {
          giveBack(lease, failure);
        }
        throw failure;
      }
      return result;
    }

    private static void giveBack(PublisherLease lease, Throwable failure) {
      try {
        lease.lost("the server failed to tell of it");
      } catch (RuntimeException | Error another) {
        failure.addSuppressed(another);
      }
    }

    private void tell() {
      if (opened != null) {
        LiveStream stream = opened;
        listeners.forEach(listener -> listener.opened(stream));
      }
      if (previous != null) {
        previous.stream().wakeUpSubscribers();
        previous.tell(new LeaseLoss.TakenOver(identity));
      }
      if (result.equals(NO_MEMORY)) {
        listeners.forEach(StreamListener::memoryIsWanted);
      }
    }
  }

  /**
   * Sends off whoever publishes by what does not let in any more. The stream waits as for one that
   * was lost.
   *
   * @return whether somebody did
   */
  public boolean revoke(StreamName name, String credential) {
    @Nullable Publication publication = publications.get(name);
    if (publication == null) {
      return false;
    }
    long nowNanos = clock.monotonicNanos();
    Optional<PublisherLease> revoked = publication.revoke(credential, nowNanos);
    endIfDue(List.of(publication), nowNanos);
    revoked.ifPresent(lease -> lease.tell(new LeaseLoss.Revoked()));
    return revoked.isPresent();
  }

  void release(PublisherLease lease, Publication publication, String reason) {
    long nowNanos = clock.monotonicNanos();
    publication.lost(lease, reason, nowNanos);
    endIfDue(List.of(publication), nowNanos);
  }

  Arrival now() {
    return Arrival.now(clock);
  }

  /** Tells stalls, and ends streams whose publisher did not come back in time; call it often. */
  public void tick(long nowNanos) {
    endIfDue(List.copyOf(publications.values()), nowNanos);
  }

  private void endIfDue(List<Publication> candidates, long nowNanos) {
    for (Publication publication : candidates) {
      if (publication.tick(nowNanos)) {
        LiveStream stream = publication.stream();
        forget(publication);
        listeners.forEach(listener -> listener.closed(stream));
      }
    }
  }

  /**
   * The next of its name may have begun and even ended since this one did, and then has been
   * forgotten first: the later end is the one to go on after.
   */
  private void forget(Publication publication) {
    StreamName name = publication.stream().name();
    lock.lock();
    try {
      @Nullable Long known = ends.remove(name);
      long end = publication.endEpochNanos();
      ends.put(name, known == null ? end : Math.max(known, end));
      publications.remove(name, publication);
      publication.giveUpMemory();
    } finally {
      lock.unlock();
    }
  }
}
