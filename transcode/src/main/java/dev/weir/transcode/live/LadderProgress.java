package dev.weir.transcode.live;

import dev.weir.media.Clock;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What went into a run and what came out of it. Guarded by itself. */
final class LadderProgress {
  private static final long NOTHING_OWED = -1;

  private final Clock clock;
  private final int timescale;
  private final long[] picturesOut;
  private final long[] newestOutTicks;

  private long picturesIn;
  private long newestInTicks;

  /** When the first was given of what nothing has come of. */
  private long owedSinceNanos = NOTHING_OWED;

  LadderProgress(Clock clock, int timescale, int rungs) {
    this.clock = clock;
    this.timescale = timescale;
    picturesOut = new long[rungs];
    newestOutTicks = new long[rungs];
  }

  synchronized void in(List<MediaSample> pictures) {
    for (MediaSample picture : pictures) {
      newestInTicks = Math.max(newestInTicks, picture.ptsTicks());
    }
    picturesIn += pictures.size();
    if (owedSinceNanos == NOTHING_OWED && !pictures.isEmpty()) {
      owedSinceNanos = Math.max(0, clock.monotonicNanos());
    }
  }

  synchronized void out(int rung, long ptsTicks) {
    picturesOut[rung]++;
    newestOutTicks[rung] = Math.max(newestOutTicks[rung], ptsTicks);
    owedSinceNanos = NOTHING_OWED;
  }

  /** For how long nothing has come out although something went in; 0 where something has. */
  synchronized long silenceNanos() {
    return owedSinceNanos == NOTHING_OWED ? 0 : clock.monotonicNanos() - owedSinceNanos;
  }

  synchronized LadderStats stats() {
    var lags = new ArrayList<Long>();
    for (int rung = 0; rung < picturesOut.length; rung++) {
      long ticks = picturesOut[rung] == 0 ? 0 : newestInTicks - newestOutTicks[rung];
      lags.add(MediaTime.toMillis(ticks, timescale));
    }
    return new LadderStats(picturesIn, Arrays.stream(picturesOut).boxed().toList(), lags);
  }
}
