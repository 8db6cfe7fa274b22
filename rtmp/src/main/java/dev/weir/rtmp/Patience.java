package dev.weir.rtmp;

import dev.weir.rtmp.SessionEnd.Code;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the peer may take, by {@link RtmpLimits.TimeOuts}: for the handshake, then to publish,
 * and between two signs of life; but see {@link #beginPlay}. A publisher's signs of life are its
 * media: pings alone would keep its name from others for ever. Confined to its connection.
 */
final class Patience {
  private enum Phase {
    HANDSHAKE,
    REQUEST,
    PUBLICATION,
    PLAY
  }

  private final RtmpLimits.TimeOuts timeOuts;

  private Phase phase = Phase.HANDSHAKE;
  private long phaseBeganNanos;
  private long lastInputNanos;
  private long lastMediaNanos;

  Patience(RtmpLimits.TimeOuts timeOuts, long nowNanos) {
    this.timeOuts = timeOuts;
    phaseBeganNanos = nowNanos;
    lastInputNanos = nowNanos;
  }

  /** Octets have come. */
  void onInput(long nowNanos) {
    lastInputNanos = nowNanos;
  }

  /** There was audio or video in them. */
  void onMedia() {
    lastMediaNanos = lastInputNanos;
  }

  /** The handshake is done, or a publication has ended. */
  void awaitPublication() {
    phase = Phase.REQUEST;
    phaseBeganNanos = lastInputNanos;
  }

  void beginPublication() {
    phase = Phase.PUBLICATION;
    lastMediaNanos = lastInputNanos;
  }

  /**
   * A player may be silent: one that is gone does not take what is sent, which its adapter sees.
   */
  void beginPlay() {
    phase = Phase.PLAY;
    phaseBeganNanos = lastInputNanos;
  }

  /** When it ends, unless something comes before. */
  long deadlineNanos() {
    if (phase == Phase.PLAY) {
      return phaseBeganNanos + timeOuts.idle().toNanos();
    }
    long idle = idleDeadlineNanos();
    if (phase == Phase.PUBLICATION) {
      return idle;
    }
    long ofPhase = phaseDeadlineNanos();
    return ofPhase - idle < 0 ? ofPhase : idle;
  }

  /** Why it has ended by now; empty while it has not. */
  Optional<SessionEnd> endAt(long nowNanos) {
    if (phase == Phase.PLAY) {
      phaseBeganNanos = nowNanos;
      return Optional.empty();
    }
    if (phase != Phase.PUBLICATION && nowNanos - phaseDeadlineNanos() >= 0) {
      return Optional.of(phaseTimedOut());
    }
    return nowNanos - idleDeadlineNanos() >= 0 ? Optional.of(idleTimedOut()) : Optional.empty();
  }

  private long phaseDeadlineNanos() {
    Duration allowed = phase == Phase.HANDSHAKE ? timeOuts.handshake() : timeOuts.publish();
    return phaseBeganNanos + allowed.toNanos();
  }

  private SessionEnd phaseTimedOut() {
    return phase == Phase.HANDSHAKE
        ? new SessionEnd(
            Code.HANDSHAKE_TIMED_OUT,
            "no handshake within %d s".formatted(timeOuts.handshake().toSeconds()))
        : new SessionEnd(
            Code.PUBLISH_TIMED_OUT,
            "no publication within %d s".formatted(timeOuts.publish().toSeconds()));
  }

  private long idleDeadlineNanos() {
    long since = phase == Phase.PUBLICATION ? lastMediaNanos : lastInputNanos;
    return since + timeOuts.idle().toNanos();
  }

  private SessionEnd idleTimedOut() {
    String what = phase == Phase.PUBLICATION ? "no audio or video" : "nothing";
    return new SessionEnd(
        Code.IDLE_TIMED_OUT, "%s came for %d s".formatted(what, timeOuts.idle().toSeconds()));
  }
}
