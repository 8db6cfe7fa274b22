package dev.weir.stream;

import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How far a publisher is ahead of real time, so that it can be held back: names and dates of what
 * it sends follow its timestamps, and would run away from the clock. For each track that is what
 * has come of it less the time that has passed since it began, so that nobody is held back who
 * catches up. Guarded by its publication. No allocation per sample.
 */
final class Pace {
  /** Encoders begin with what has piled up while they connected. */
  private static final long MOST_AHEAD_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Longer steps are holes, or frames that are shown so long: less than they last is counted. */
  private static final long LONGEST_STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** However much came at once; a publisher that is held back any longer looks dead. */
  private static final long LONGEST_HOLD_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** No crystal is so fast, and one that is fast is not to be held back ever more. */
  private static final long CLOCK_TOLERANCE = 1_000;

  private final Map<Integer, Lead> leads = new HashMap<>();

  private static final class Lead {
    private final int timescale;
    private boolean started;
    private long newestNanos;
    private long arrivalNanos;
    private long aheadNanos;

    Lead(int timescale) {
      this.timescale = timescale;
    }

    void add(long dtsNanos, long nowNanos) {
      if (started) {
        long stepNanos = Math.clamp(dtsNanos - newestNanos, 0, LONGEST_STEP_NANOS);
        aheadNanos =
            Math.min(aheadNanos(nowNanos) + stepNanos, MOST_AHEAD_NANOS + LONGEST_HOLD_NANOS);
      }
      boolean jumpsBack = dtsNanos < newestNanos - LONGEST_STEP_NANOS;
      newestNanos = started && !jumpsBack ? Math.max(newestNanos, dtsNanos) : dtsNanos;
      arrivalNanos = nowNanos;
      started = true;
    }

    /** Negative where it is late. */
    long aheadNanos(long nowNanos) {
      if (!started) {
        return 0;
      }
      long passedNanos = nowNanos - arrivalNanos;
      long forgivenNanos = Math.clamp(aheadNanos, 0, passedNanos / CLOCK_TOLERANCE);
      return aheadNanos - passedNanos - forgivenNanos;
    }
  }

  /** Another publisher begins, or nobody is there. */
  void reset() {
    leads.clear();
  }

  void track(Track track) {
    Lead known = leads.get(track.id());
    if (known == null || known.timescale != track.timescale()) {
      leads.put(track.id(), new Lead(track.timescale()));
    }
  }

  void add(MediaSample sample, long nowNanos) {
    Lead lead = leads.get(sample.trackId());
    if (lead != null) {
      lead.add(MediaTime.toNanos(sample.dtsTicks(), lead.timescale), nowNanos);
    }
  }

  /** For how long nothing more should be taken; 0 where the publisher keeps real time. */
  long holdNanos(long nowNanos) {
    long mostNanos = 0;
    for (Lead lead : leads.values()) {
      mostNanos = Math.max(mostNanos, lead.aheadNanos(nowNanos) - MOST_AHEAD_NANOS);
    }
    return mostNanos;
  }
}
