package dev.weir.gateway.rtmp;

import dev.weir.gateway.http.Viewers;
import dev.weir.gateway.rtmp.FanOuts.Seat;
import dev.weir.gateway.rtmp.PlayDoor.Answer;
import dev.weir.net.TcpConnection;
import dev.weir.rtmp.RtmpConnection;
import dev.weir.rtmp.RtmpEvent;
import dev.weir.stream.LiveStream;
import dev.weir.stream.StreamName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one connection plays, one stream at a time. Confined to the connection's loop. */
final class PlaySession implements Player.Audience {
  private static final Logger LOG = LoggerFactory.getLogger(PlaySession.class);

  /** For so long a player may stay that was told of the end. */
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final PlayPlaces places;
  private final RtmpConnection engine;
  private final Owner owner;

  // of the play
  private @Nullable Seat seat;
  private @Nullable StreamName stream;

  // of the connection
  private @Nullable TcpConnection connection;
  private boolean hasPlayed;
  private boolean hasSeenTheEnd;
  private long sentBytes;
  private long skippedMessages;

  /** What all sessions share. Thread-safe. */
  record PlayPlaces(PlayDoor door, FanOuts fanOuts, Viewers viewers) {}

  /** The session that it is a part of. */
  interface Owner {
    String id();

    /** Sends what the engine has to say, then ends the connection. */
    void endAfterFlush(String reason);

    void endNow(String reason);
  }

  PlaySession(PlayPlaces places, RtmpConnection engine, Owner owner) {
    this.places = places;
    this.engine = engine;
    this.owner = owner;
  }

  /** Decides over a wish to play, and answers it. */
  void begin(RtmpEvent.PlayRequested wish, TcpConnection open) {
    switch (places.door().knock(wish, open.remoteAddress())) {
      case Answer.Welcome(LiveStream found) -> begin(found, open);
      case Answer.TurnedAway(var refusal, String code, String explanation) -> {
        engine.rejectPlay(refusal, explanation);
        owner.endAfterFlush(code + ": " + explanation);
      }
    }
  }

  private void begin(LiveStream found, TcpConnection open) {
    hasPlayed = true;
    hasSeenTheEnd = false;
    stream = found.name();
    connection = open;
    engine.acceptPlay();
    engine.pollOutput().ifPresent(open::send);
    LOG.info("session={} stream={} playing", owner.id(), found.name().value());
    places.viewers().entered(found.name());
    seat = places.fanOuts().join(found, open, this);
  }

  void pause() {
    if (seat != null) {
      seat.pause();
    }
  }

  void resume() {
    if (seat != null) {
      seat.resume();
    }
  }

  /** The connection takes more. */
  void serve() {
    if (seat != null) {
      seat.serve();
    }
  }

  /** Does nothing where nothing is played. */
  void end() {
    if (seat != null && stream != null) {
      seat.leave();
      sentBytes += seat.player().sentBytes();
      skippedMessages += seat.player().skippedMessages();
      seat = null;
      places.viewers().left(stream);
    }
  }

  /** Players that hear of it leave by themselves, and some complain where we were faster. */
  @Override
  public void onStreamEnded() {
    TcpConnection open = connection;
    if (seat == null || open == null) {
      return;
    }
    end();
    hasSeenTheEnd = true;
    engine.finishPlay();
    engine.pollOutput().ifPresent(open::send);
    var _ = open.schedule(FAREWELL, this::leaveUnlessItPlaysAgain);
  }

  private void leaveUnlessItPlaysAgain() {
    if (seat == null) {
      owner.endAfterFlush("STREAM_ENDED");
    }
  }

  @Override
  public void onTooSlow(String explanation) {
    end();
    owner.endNow("TOO_SLOW: " + explanation);
  }

  @Override
  public void onFault() {
    end();
    owner.endNow("FAULT");
  }

  /** Once it has ended: what there is to say of it; empty where nothing was played. */
  String summary() {
    return hasPlayed && stream != null
        ? "stream=%s sent_bytes=%d skipped_messages=%d to_the_end=%b"
            .formatted(stream.value(), sentBytes, skippedMessages, hasSeenTheEnd)
        : "";
  }
}
