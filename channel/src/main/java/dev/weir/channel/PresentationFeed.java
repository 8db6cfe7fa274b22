package dev.weir.channel;

import dev.weir.packaging.Interval;
import dev.weir.packaging.Presentation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What viewers may ask for of one stream, and the requests that wait for more. Thread-safe: reading
 * is one volatile read; waiters are guarded by this object's lock and called after its release, on
 * the thread that publishes.
 */
public final class PresentationFeed {
  private final int maxWaiters;
  private final KeptTexts kept = new KeptTexts();

  private volatile @Nullable Snapshot latest;

  // Guarded by this.
  private boolean closed;
  private final Set<Waiter> waiters = new LinkedHashSet<>();
  private long refusedWaiters;

  /** Refuses a further waiter where {@code maxWaiters} wait already. */
  public PresentationFeed(int maxWaiters) {
    this.maxWaiters = maxWaiters;
  }

  /** What there is at one moment, and how it is told to players. */
  public record Snapshot(Presentation presentation, PlaylistTexts texts) {
    /** Empty where nothing of it lies in the interval. */
    public Optional<Snapshot> within(Interval interval) {
      return presentation
          .within(interval)
          .map(part -> new Snapshot(part, new PlaylistTexts(part, interval.query())));
    }
  }

  /** Empty until the first segment is complete, and after {@link #withdraw}. */
  public Optional<Snapshot> current() {
    return Optional.ofNullable(latest);
  }

  /** Shows what there is from now on, and answers whoever has waited for it. */
  public void publish(Presentation presentation) {
    var next = new Snapshot(presentation, new PlaylistTexts(presentation, kept));
    latest = next;
    for (Waiter waiter : takeSatisfied(next)) {
      waiter.answer.accept(Optional.of(next));
    }
  }

  /** What there was is gone; whoever waits goes on waiting for what is published next. */
  public void withdraw() {
    latest = null;
  }

  /** Nothing will be published any more; whoever waits is told by an empty answer. */
  public void close() {
    List<Waiter> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(waiters);
      waiters.clear();
    }
    left.forEach(waiter -> waiter.answer.accept(Optional.empty()));
  }

  /**
   * Answers as soon as {@code wanted} holds, at once where it does already, and never blocks. The
   * answer is empty where the feed closes before, or is closed already.
   *
   * @param wanted tested once for each presentation and all waiters that bring an equal one, since
   *     thousands wait for the same: so it should be a record
   * @return a registration to cancel, or empty where too many wait already; then nothing is
   *     answered
   */
  public Optional<Waiter> await(
      Predicate<Presentation> wanted, Consumer<Optional<Snapshot>> answer) {
    var waiter = new Waiter(wanted, answer);
    Optional<Snapshot> satisfying;
    synchronized (this) {
      satisfying = current().filter(now -> wanted.test(now.presentation()));
      if (satisfying.isEmpty() && !closed) {
        return register(waiter);
      }
    }
    answer.accept(satisfying);
    return Optional.of(waiter);
  }

  public synchronized int waiting() {
    return waiters.size();
  }

  public synchronized long refusedWaiters() {
    return refusedWaiters;
  }

  private Optional<Waiter> register(Waiter waiter) {
    if (waiters.size() >= maxWaiters) {
      refusedWaiters++;
      return Optional.empty();
    }
    waiters.add(waiter);
    return Optional.of(waiter);
  }

  private synchronized List<Waiter> takeSatisfied(Snapshot next) {
    var satisfied = new ArrayList<Waiter>();
    var tested = new HashMap<Predicate<Presentation>, Boolean>();
    waiters.removeIf(waiter ->
        tested.computeIfAbsent(waiter.wanted, wanted -> wanted.test(next.presentation()))
            && satisfied.add(waiter));
    return satisfied;
  }

  /** One request that waits. Thread-safe. */
  public final class Waiter {
    private final Predicate<Presentation> wanted;
    private final Consumer<Optional<Snapshot>> answer;

    private Waiter(Predicate<Presentation> wanted, Consumer<Optional<Snapshot>> answer) {
      this.wanted = wanted;
      this.answer = answer;
    }

    /** Stops waiting. False where it was answered already; true where it will never be. */
    public boolean cancel() {
      synchronized (PresentationFeed.this) {
        return waiters.remove(this);
      }
    }
  }
}
