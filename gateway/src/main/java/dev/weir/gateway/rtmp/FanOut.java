package dev.weir.gateway.rtmp;

import dev.weir.container.flv.FlvTag;
import dev.weir.container.flv.FlvTagType;
import dev.weir.media.Clock;
import dev.weir.media.MediaSample;
import dev.weir.media.MemoryBudget;
import dev.weir.media.StreamEvent;
import dev.weir.net.SharedBuffer;
import dev.weir.net.TcpConnection;
import dev.weir.rtmp.PlayMessages;
import dev.weir.stream.LiveStream;
import dev.weir.stream.OverflowPolicy;
import dev.weir.stream.StartPolicy;
import dev.weir.stream.Subscription;
import dev.weir.stream.SubscriptionSpec;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All players of one stream on one loop. Has one subscription, encodes each message once, and
 * passes it to the players in one turn of the loop for all that has come since the last. Keeps what
 * those need who join, from the last keyframe on, and what slow players have not taken yet, within
 * a bound. Confined to its loop.
 */
final class FanOut implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
  private static final Player[] NO_PLAYERS = {};

  private static final int MOST_EVENTS = 8192;
  private static final long MOST_EVENT_BYTES = 64 << 20;

  /** So that others on the loop have their turn. */
  private static final int MOST_EVENTS_IN_ONE_TURN = 512;

  /** Where keyframes are further apart, whoever joins waits for the next. */
  private static final Duration LONGEST_GROUP_OF_PICTURES = Duration.ofSeconds(12);

  /** A picture's time at 25 in a second. */
  private static final Duration LONGEST_WAIT_FOR_PICTURE = Duration.ofMillis(40);

  private final LiveStream stream;
  private final MemoryBudget.Share memory;
  private final PlayMessages encoder;
  private final PlayLimits limits;
  private final PlayCounters counters;
  private final Clock clock;
  private final Turns loop;

  private final MessageRing ring = new MessageRing();
  private final Set<Player> players = new LinkedHashSet<>();
  private final long longestKeptNanos;
  private final Subscription subscription;

  // of the stream
  private @Nullable PlayedPeriod period;
  private boolean hasEnded;

  // of what the players have not been offered yet
  private boolean hasOnlySound = true;
  private boolean isServeDue;
  private boolean isClosed;

  /** The loop that it is confined to. */
  interface Turns {
    /** Runs {@code task} in a later turn. */
    void execute(Runnable task);

    /** Runs {@code task} after at least {@code delay}. */
    void schedule(Duration delay, Runnable task);
  }

  FanOut(
      LiveStream stream,
      PlayMessages encoder,
      PlayLimits limits,
      PlayCounters counters,
      Clock clock,
      Turns loop) {
    this.stream = stream;
    this.memory = stream.memory().transit();
    this.encoder = encoder;
    this.limits = limits;
    this.counters = counters;
    this.clock = clock;
    this.loop = loop;
    longestKeptNanos = LONGEST_GROUP_OF_PICTURES.plus(limits.maxLag()).toNanos();
    var spec =
        new SubscriptionSpec(
            "rtmp-play",
            OverflowPolicy.DROP_TO_NEXT_KEYFRAME,
            StartPolicy.FROM_LAST_KEYFRAME,
            MOST_EVENTS,
            MOST_EVENT_BYTES);
    subscription = stream.subscribe(spec, () -> loop.execute(this::turn));
    loop.execute(this::turn);
  }

  /** Begins at once where there is something to begin with. */
  Player add(TcpConnection connection, Player.Audience audience) {
    var player = new Player(ring, connection, audience, limits, counters);
    players.add(player);
    player.begin(clock.monotonicNanos());
    if (hasEnded) {
      loop.execute(this::tellEnd);
    }
    if (isClosed) {
      loop.execute(audience::onFault);
    }
    return player;
  }

  void remove(Player player) {
    player.pause();
    players.remove(player);
  }

  boolean isEmpty() {
    return players.isEmpty();
  }

  /** The connection takes more. */
  void serve(Player player) {
    player.serve(clock.monotonicNanos());
  }

  void resume(Player player) {
    player.begin(clock.monotonicNanos());
  }

  /** Takes what the stream has brought since the last turn, and lets every player have it. */
  private void turn() {
    if (isClosed) {
      return;
    }
    try {
      long nowNanos = clock.monotonicNanos();
      int taken = subscription.drain(MOST_EVENTS_IN_ONE_TURN, event -> take(event, nowNanos));
      serveOrWait(nowNanos);
      if (taken == MOST_EVENTS_IN_ONE_TURN) {
        loop.execute(this::turn);
      }
    } catch (RuntimeException | Error fault) {
      LOG.error("stream={} cannot be played over RTMP", stream.name().value(), fault);
      close();
      everybody(player -> player.audience().onFault());
    }
    if (hasEnded) {
      tellEnd();
    }
  }

  private void take(StreamEvent event, long nowNanos) {
    switch (event) {
      case StreamEvent.PeriodStarted started -> begin(started);
      case StreamEvent.Sample(MediaSample sample) -> add(sample, nowNanos);
      case StreamEvent.Ended _ -> hasEnded = true;
      // A correction would step back in time or leave a hole; the next period makes up for it.
      case StreamEvent.AnchorCorrected _ -> {}
      case StreamEvent.Stalled _, StreamEvent.Interrupted _ -> {}
    }
  }

  /** All loops count from the same moment: their players get the same octets. */
  private void begin(StreamEvent.PeriodStarted started) {
    long beganMillis = stream.stats().onAirSinceMillis().orElse(started.anchor().wallMillis());
    period = new PlayedPeriod(started, beganMillis, encoder);
  }

  private void add(MediaSample sample, long nowNanos) {
    PlayedPeriod current = period;
    FlvTag tag = current == null ? null : current.tag(sample);
    if (current == null || tag == null) {
      return;
    }
    var buffer = SharedBuffer.copyOf(encoder.media(tag));
    counters.bufferedBytes.add(buffer.length());
    memory.hold(buffer.length());
    hasOnlySound &= current.hasVideo() && tag.type() == FlvTagType.AUDIO;
    boolean isEntry = current.isEntry(sample);
    ring.add(new SharedMessage(current, tag.timestampMillis(), isEntry, nowNanos, buffer));
    while ((ring.bytes() > limits.maxBufferedBytes() || !memory.hasRoomFor(0)) && ring.size() > 1) {
      removeFirst();
    }
  }

  /**
   * Sound alone waits for the next picture: it is most of the messages and few of the octets, and
   * each time that it goes by itself costs a system call for every player.
   */
  private void serveOrWait(long nowNanos) {
    if (!hasOnlySound || hasEnded) {
      serveAll(nowNanos);
    } else if (!isServeDue) {
      isServeDue = true;
      loop.schedule(LONGEST_WAIT_FOR_PICTURE, this::serveSound);
    }
  }

  private void serveSound() {
    isServeDue = false;
    if (hasOnlySound && !isClosed) {
      serveAll(clock.monotonicNanos());
    }
  }

  private void serveAll(long nowNanos) {
    hasOnlySound = true;
    everybody(player -> player.serve(nowNanos));
    long needed = ring.hasEntry() ? ring.lastEntry() : ring.end();
    for (Player player : players) {
      needed = Math.min(needed, player.next());
    }
    long oldestNanos = nowNanos - longestKeptNanos;
    while (ring.size() > 0
        && (ring.first() < needed || ring.get(ring.first()).arrivedNanos() < oldestNanos)) {
      removeFirst();
    }
  }

  private void removeFirst() {
    int length = ring.get(ring.first()).buffer().length();
    counters.bufferedBytes.add(-length);
    memory.release(length);
    ring.removeFirst();
  }

  /** Some may leave by what they are told. A fault ends the player that it befalls alone. */
  private void everybody(Consumer<Player> act) {
    for (Player player : players.toArray(NO_PLAYERS)) {
      try {
        act.accept(player);
      } catch (RuntimeException | Error fault) {
        LOG.error("stream={} a player failed", stream.name().value(), fault);
        player.pause();
        player.audience().onFault();
      }
    }
  }

  private void tellEnd() {
    everybody(player -> player.audience().onStreamEnded());
  }

  /** Its players get nothing more. */
  @Override
  public void close() {
    isClosed = true;
    subscription.close();
    counters.bufferedBytes.add(-ring.bytes());
    memory.release(ring.bytes());
    ring.close();
  }
}
