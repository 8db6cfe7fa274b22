package dev.weir.server.config;

import dev.weir.library.Ladder;
import dev.weir.library.LadderRuns;
import dev.weir.transcode.live.EncoderChoice;
import dev.weir.transcode.vod.Effort;

/**
 * Keys {@code ladder.*}: what live viewers get beside the source. Immutable.
 *
 * @param cores that all ladders together may take; 0 for three quarters of those that there are
 */
public record LadderConfig(
    Ladder sizes, LadderRuns runs, EncoderChoice encoder, Effort effort, int cores) {
  static final LadderConfig DEFAULTS =
      new LadderConfig(Ladder.AUTO, LadderRuns.LAZY, EncoderChoice.AUTO, Effort.FAST, 0);

  private static final int MOST_CORES = 1024;
  private static final double USUAL_SHARE = 0.75;

  public LadderConfig {
    Require.that(cores >= 0 && cores <= MOST_CORES, "cores must be 0 to " + MOST_CORES);
  }

  /** How much work ladders may do at a time, in cores. */
  public double mostCores() {
    return cores > 0
        ? cores
        : Math.max(1, Runtime.getRuntime().availableProcessors() * USUAL_SHARE);
  }
}
