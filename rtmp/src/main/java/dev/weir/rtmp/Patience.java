package dev.weir.rtmp;

import dev.weir.rtmp.SessionEnd.Code;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the peer may take, by {@link RtmpLimits.TimeOuts}: for the handshake, then to ask for
 * something, and between two signs of life. A publisher's signs of life are its media: pings alone
 * would keep its name from others for ever. A player may be silent, so it is pinged, and one that
 * has answered before is gone when it does not any more; of others only TCP knows. Confined to its
 * connection.
 */
final class Patience {
  /** Adobe RTMP 1.0 §7.1.7 leaves open when to ping: so that one ping may be lost. */
  private static final int PINGS_WITHIN_IDLE = 2;

  private enum Phase {
    HANDSHAKE,
    REQUEST,
    PUBLICATION,
    PLAY,
    AFTER_PLAY
  }

  private final RtmpLimits.TimeOuts timeOuts;

  private Phase phase = Phase.HANDSHAKE;
  private long phaseBeganNanos;
  private long lastInputNanos;
  private long lastMediaNanos;
  private long lastPingNanos;
  private boolean answersPings;

  Patience(RtmpLimits.TimeOuts timeOuts, long nowNanos) {
    this.timeOuts = timeOuts;
    phaseBeganNanos = nowNanos;
    lastInputNanos = nowNanos;
    lastPingNanos = nowNanos;
  }

  /** Octets have come. */
  void onInput(long nowNanos) {
    lastInputNanos = nowNanos;
  }

  /** There was audio or video in them. */
  void onMedia() {
    lastMediaNanos = lastInputNanos;
  }

  /** There was the answer to a ping in them. */
  void onPingResponse() {
    answersPings = true;
  }

  /** The handshake is done, or a publication has ended. */
  void awaitRequest() {
    begin(Phase.REQUEST);
  }

  void beginPublication() {
    begin(Phase.PUBLICATION);
    lastMediaNanos = lastInputNanos;
  }

  void beginPlay() {
    begin(Phase.PLAY);
  }

  /** The player has left; it may ask for something else. */
  void endPlay() {
    begin(Phase.AFTER_PLAY);
  }

  private void begin(Phase next) {
    phase = next;
    phaseBeganNanos = lastInputNanos;
  }

  /** When it ends or a ping is due, unless something comes before. */
  long deadlineNanos() {
    return switch (phase) {
      case HANDSHAKE, REQUEST, AFTER_PLAY -> earlier(phaseDeadlineNanos(), idleDeadlineNanos());
      case PUBLICATION -> earlier(idleDeadlineNanos(), pingNanos());
      case PLAY -> answersPings ? earlier(idleDeadlineNanos(), pingNanos()) : pingNanos();
    };
  }

  /** Why it has ended by now; empty while it has not. */
  Optional<SessionEnd> endAt(long nowNanos) {
    if (!isServed() && nowNanos - phaseDeadlineNanos() >= 0) {
      return Optional.of(phaseTimedOut());
    }
    boolean mayBeSilent = phase == Phase.PLAY && !answersPings;
    return !mayBeSilent && nowNanos - idleDeadlineNanos() >= 0
        ? Optional.of(idleTimedOut())
        : Optional.empty();
  }

  /** Whether the peer is to be pinged now; it then counts as pinged. */
  boolean pingsAt(long nowNanos) {
    if (!isServed() || nowNanos - pingNanos() < 0) {
      return false;
    }
    lastPingNanos = nowNanos;
    return true;
  }

  private boolean isServed() {
    return phase == Phase.PUBLICATION || phase == Phase.PLAY;
  }

  private long pingNanos() {
    long since = lastPingNanos - lastInputNanos > 0 ? lastPingNanos : lastInputNanos;
    return since + timeOuts.idle().toNanos() / PINGS_WITHIN_IDLE;
  }

  private static long earlier(long oneNanos, long otherNanos) {
    return oneNanos - otherNanos < 0 ? oneNanos : otherNanos;
  }

  private long phaseDeadlineNanos() {
    Duration allowed = phase == Phase.HANDSHAKE ? timeOuts.handshake() : timeOuts.publish();
    return phaseBeganNanos + allowed.toNanos();
  }

  private SessionEnd phaseTimedOut() {
    long publishSeconds = timeOuts.publish().toSeconds();
    return switch (phase) {
      case HANDSHAKE ->
          new SessionEnd(
              Code.HANDSHAKE_TIMED_OUT,
              "no handshake within %d s".formatted(timeOuts.handshake().toSeconds()));
      case AFTER_PLAY ->
          new SessionEnd(
              Code.IDLE_TIMED_OUT,
              "the player left and asked for nothing else within %d s".formatted(publishSeconds));
      case REQUEST, PUBLICATION, PLAY ->
          new SessionEnd(
              Code.PUBLISH_TIMED_OUT, "no publication within %d s".formatted(publishSeconds));
    };
  }

  private long idleDeadlineNanos() {
    long since = phase == Phase.PUBLICATION ? lastMediaNanos : lastInputNanos;
    return since + timeOuts.idle().toNanos();
  }

  private SessionEnd idleTimedOut() {
    return new SessionEnd(
        Code.IDLE_TIMED_OUT, "%s came for %d s".formatted(missing(), timeOuts.idle().toSeconds()));
  }

  private String missing() {
    if (lastPingNanos - lastInputNanos > 0) {
      return "nothing, not even the answer to a ping,";
    }
    return phase == Phase.PUBLICATION ? "no audio or video" : "nothing";
  }
}
