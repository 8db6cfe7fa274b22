package dev.weir.gateway.rtmp;

import dev.weir.access.Authoriser;
import dev.weir.media.Clock;
import dev.weir.net.ConnectionHandler;
import dev.weir.rtmp.RtmpLimits;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.StreamRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Makes a {@link RtmpSession} for every connection. Thread-safe. */
public final class RtmpGateway {
  private final StreamRegistry registry;
  private final Authoriser authoriser;
  private final Function<String, PublishPolicy> policies;
  private final RtmpLimits limits;
  private final Clock clock;
  private final AtomicLong sessions = new AtomicLong();
  private final LongAdder faults = new LongAdder();
  private final ReconnectingPublishers publishers = new ReconnectingPublishers();

  /**
   * Lets publishers in whom {@code authoriser} allows.
   *
   * @param policies what a second publisher may do, by the channel's name
   */
  public RtmpGateway(
      StreamRegistry registry,
      Authoriser authoriser,
      Function<String, PublishPolicy> policies,
      RtmpLimits limits,
      Clock clock) {
    this.registry = registry;
    this.authoriser = authoriser;
    this.policies = policies;
    this.limits = limits;
    this.clock = clock;
  }

  /** The handler of a new connection. */
  public ConnectionHandler newSession() {
    String id = "r" + Long.toString(sessions.incrementAndGet(), Character.MAX_RADIX);
    var door = new PublishDoor(registry, authoriser, policies, id);
    return new RtmpSession(
        id, door, limits, ThreadLocalRandom.current(), clock, faults::increment, publishers);
  }

  /**
   * Asks all publishers that understand it to connect anew, and blocks until they have gone, for at
   * most {@code patience}. What they send until then is taken as ever.
   */
  public void drain(Duration patience) {
    publishers.drain(patience);
  }

  /** Sessions that ended because the peer broke the protocol or a limit. */
  public long faults() {
    return faults.sum();
  }
}
