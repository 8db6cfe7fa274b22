package dev.weir.server.config;

import dev.weir.transcode.vod.Effort;
import dev.weir.transcode.vod.LadderConfig;
import dev.weir.transcode.vod.VideoEncoder;
import java.time.Duration;
import java.util.List;

/**
 * Keys {@code transcode.*}: what is made of films. Immutable.
 *
 * @param heights of the sizes that a wide film gets, in pixels
 * @param chunk what is encoded at a time, and begun anew after a crash
 * @param threads of one FFmpeg; 0 for as many as there are cores
 * @param jobs at a time; 0 for one, and one more for every four cores
 * @param patience after so long without progress an FFmpeg is ended
 */
public record TranscodeConfig(
    VideoEncoder codec,
    Effort effort,
    List<Integer> heights,
    Duration chunk,
    int threads,
    int jobs,
    Duration patience) {
  private static final LadderConfig LADDER = LadderConfig.DEFAULTS;
  static final TranscodeConfig DEFAULTS =
      new TranscodeConfig(
          LADDER.encoder(),
          LADDER.effort(),
          LADDER.heights(),
          LADDER.chunk(),
          LADDER.threads(),
          0,
          Duration.ofMinutes(2));

  private static final int MOST_THREADS = 256;

  public TranscodeConfig {
    heights = List.copyOf(heights);
    Require.between("chunk", chunk, Duration.ofSeconds(4), Duration.ofMinutes(10));
    Require.between("patience", patience, Duration.ofSeconds(10), Duration.ofHours(1));
    Require.that(threads >= 0 && threads <= MOST_THREADS, "threads must be 0 to " + MOST_THREADS);
    Require.that(jobs >= 0 && jobs <= MOST_THREADS, "jobs must be 0 to " + MOST_THREADS);
    Require.that(
        heights.stream().allMatch(height -> height >= 96 && height <= 4320) && !heights.isEmpty(),
        "heights must be 96 to 4320, and one at least");
  }

  /** What the ladder is made by. */
  public LadderConfig ladder() {
    return new LadderConfig(codec, effort, heights, chunk, threads);
  }

  /** How many jobs at a time. */
  public int jobsAtATime() {
    return jobs > 0 ? jobs : 1 + Runtime.getRuntime().availableProcessors() / 4;
  }
}
