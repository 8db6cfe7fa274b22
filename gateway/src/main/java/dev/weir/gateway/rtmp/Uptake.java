package dev.weir.gateway.rtmp;

import dev.weir.media.TrackKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether anything can be made of what a publisher sends: one of whom nothing can be taken would
 * stay connected, hold its name, and never be on air. Confined to its session.
 */
final class Uptake {
  /** Whatever else an encoder sends, of which something might be taken, has come by then. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Map<TrackKind, String> reasons = new EnumMap<>(TrackKind.class);
  private long leftOut;
  private boolean isInVain;
  private long inVainSinceNanos;

  void taken() {
    isInVain = false;
  }

  /** A track of this kind is left out; the first reason counts. */
  void refused(TrackKind kind, String reason) {
    reasons.putIfAbsent(kind, reason);
  }

  /**
   * Something came of which nothing was taken.
   *
   * @param total how much has been left out so far; it is no worse where that is all the same
   * @return why the publication has to end, for its publisher; empty while it may go on
   */
  Optional<String> leftOut(long total, long nowNanos) {
    if (total == leftOut) {
      return Optional.empty();
    }
    leftOut = total;
    if (!isInVain) {
      isInVain = true;
      inVainSinceNanos = nowNanos;
    }
    return nowNanos - inVainSinceNanos < PATIENCE_NANOS
        ? Optional.empty()
        : Optional.of("Nothing of this can be played: " + why());
  }

  private String why() {
    return reasons.isEmpty()
        ? "audio and video come without the sequence headers that tell how to decode them"
        : String.join("; ", reasons.values());
  }
}
