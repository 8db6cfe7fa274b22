package dev.weir.stream;

import java.util.HashMap;
import java.util.Map;

/**
 * By how much the timestamps of those tracks are moved whose clock is another than that of the
 * tracks beside them. Which moments belong together is told by when samples arrive, for want of
 * anything better. Confined to its timeline.
 */
final class TrackShifts {
  private final Map<Integer, Long> nanosByTrack = new HashMap<>();

  /** The next sample of its track, where it is to be played. */
  ArrivedSample applyTo(ArrivedSample arrived) {
    return nanosByTrack.isEmpty()
        ? arrived
        : arrived.movedBy(nanosByTrack.getOrDefault(arrived.trackId(), 0L));
  }

  /**
   * The first sample of its track in {@code run}: as its publisher has stamped it where that fits,
   * else where the other tracks are now. So are those that follow.
   */
  ArrivedSample enter(PlayedTracks run, ArrivedSample shifted, TimelineLimits limits) {
    Long before = nanosByTrack.remove(shifted.trackId());
    ArrivedSample arrived = before == null ? shifted : shifted.movedBy(-before);
    if (run.isContinuedBy(arrived, limits)) {
      return arrived;
    }
    long nanos = run.expectedNanos(arrived.arrival()) - arrived.dtsNanos();
    nanosByTrack.put(arrived.trackId(), nanos);
    return arrived.movedBy(nanos);
  }

  void clear() {
    nanosByTrack.clear();
  }
}
