package dev.weir.gateway.rtmp;

import dev.weir.access.Authoriser;
import dev.weir.gateway.http.Viewers;
import dev.weir.gateway.rtmp.PlaySession.PlayPlaces;
import dev.weir.media.Clock;
import dev.weir.media.MemoryBudget;
import dev.weir.net.ConnectionHandler;
import dev.weir.rtmp.PlayMessages;
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
  /** For commands of all who do not publish, which are hundreds of octets and come at once. */
  private static final long STRANGERS_BYTES = 4 << 20;

  /** Where memory is little, one in so many. */
  private static final int STRANGERS_PART = 32;

  private final StreamRegistry registry;
  private final Authoriser authoriser;
  private final Function<String, PublishPolicy> policies;
  private final FanOuts fanOuts;
  private final AtomicLong sessions = new AtomicLong();
  private final LongAdder faults = new LongAdder();
  private final ReconnectingPublishers publishers = new ReconnectingPublishers();
  private final RtmpSession.Commons commons;

  /** What a peer may take of us. Immutable. */
  public record Limits(RtmpLimits engine, PlayLimits play) {
    public static final Limits DEFAULTS = new Limits(RtmpLimits.DEFAULTS, PlayLimits.DEFAULTS);
  }

  /**
   * Lets publishers and players in whom {@code authoriser} allows.
   *
   * @param policies what a second publisher may do, by the channel's name
   * @param viewers where players are counted
   */
  public RtmpGateway(
      StreamRegistry registry,
      Authoriser authoriser,
      Function<String, PublishPolicy> policies,
      Limits limits,
      Viewers viewers,
      Clock clock) {
    this.registry = registry;
    this.authoriser = authoriser;
    this.policies = policies;
    this.fanOuts = new FanOuts(new PlayMessages(limits.engine()), limits.play(), clock);
    this.commons =
        new RtmpSession.Commons(
            new PlayPlaces(new PlayDoor(registry, authoriser), fanOuts, viewers),
            limits.engine(),
            clock,
            faults::increment,
            publishers,
            strangers(registry.memory()));
  }

  private static MemoryBudget.Share strangers(MemoryBudget memory) {
    long promised = Math.min(STRANGERS_BYTES, memory.usage().limitBytes() / STRANGERS_PART);
    return memory.open(promised).orElseThrow();
  }

  /** The handler of a new connection in clear text. */
  public ConnectionHandler newSession() {
    return newSession("rtmp");
  }

  /** The handler of a new connection over TLS. */
  public ConnectionHandler newTlsSession() {
    return newSession("rtmps");
  }

  private ConnectionHandler newSession(String protocol) {
    String id = "r" + Long.toString(sessions.incrementAndGet(), Character.MAX_RADIX);
    var door = new PublishDoor(registry, authoriser, policies, id);
    return new RtmpSession(id, protocol, door, commons, ThreadLocalRandom.current());
  }

  /**
   * Asks all publishers that understand it to connect anew, and blocks until they have gone, for at
   * most {@code patience}. What they send until then is taken as ever.
   */
  public void drain(Duration patience) {
    publishers.drain(patience);
  }

  /** What players have come to. */
  public PlayStats playStats() {
    return fanOuts.stats();
  }

  /** Sessions that ended because the peer broke the protocol or a limit. */
  public long faults() {
    return faults.sum();
  }
}
