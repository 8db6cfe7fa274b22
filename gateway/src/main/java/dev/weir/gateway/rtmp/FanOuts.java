package dev.weir.gateway.rtmp;

import dev.weir.media.Clock;
import dev.weir.net.Loop;
import dev.weir.net.TcpConnection;
import dev.weir.rtmp.PlayMessages;
import dev.weir.stream.LiveStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fan-outs of a server: one for each stream and loop on which somebody plays it. Thread-safe;
 * what it does for a connection is to be asked for on that connection's loop.
 */
final class FanOuts {
  private final PlayMessages encoder;
  private final PlayLimits limits;
  private final PlayCounters counters = new PlayCounters();
  private final Clock clock;
  private final Map<Place, FanOut> open = new ConcurrentHashMap<>();

  private record Place(LiveStream stream, Loop loop) {}

  FanOuts(PlayMessages encoder, PlayLimits limits, Clock clock) {
    this.encoder = encoder;
    this.limits = limits;
    this.clock = clock;
  }

  /** A player's part in a fan-out, until it leaves. Confined to the connection's loop. */
  final class Seat {
    private final Place place;
    private final FanOut fanOut;
    private final Player player;

    private Seat(Place place, FanOut fanOut, Player player) {
      this.place = place;
      this.fanOut = fanOut;
      this.player = player;
    }

    Player player() {
      return player;
    }

    void serve() {
      fanOut.serve(player);
    }

    void pause() {
      player.pause();
    }

    void resume() {
      fanOut.resume(player);
    }

    void leave() {
      fanOut.remove(player);
      counters.players.decrement();
      if (fanOut.isEmpty()) {
        open.remove(place, fanOut);
        fanOut.close();
      }
    }
  }

  Seat join(LiveStream stream, TcpConnection connection, Player.Audience audience) {
    var place = new Place(stream, connection.loop());
    FanOut fanOut =
        open.computeIfAbsent(
            place,
            _ -> new FanOut(stream, encoder, limits, counters, clock, turnsOf(place.loop())));
    counters.players.increment();
    return new Seat(place, fanOut, fanOut.add(connection, audience));
  }

  private static FanOut.Turns turnsOf(Loop loop) {
    return new FanOut.Turns() {
      @Override
      public void execute(Runnable task) {
        loop.execute(task);
      }

      @Override
      public void schedule(Duration delay, Runnable task) {
        var _ = loop.schedule(delay, task);
      }
    };
  }

  PlayStats stats() {
    return counters.snapshot();
  }
}
