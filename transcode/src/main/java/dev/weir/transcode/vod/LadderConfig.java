package dev.weir.transcode.vod;

import java.time.Duration;
import java.util.List;

/**
 * What is made of films. Immutable.
 *
 * @param encoder {@code transcode.codec}
 * @param effort {@code transcode.effort}
 * @param heights {@code transcode.heights}: of rungs of 16:9, in pixels; others fit into the same
 *     box
 * @param chunk {@code transcode.chunk}: what is encoded at a time and begun anew after a crash
 * @param threads {@code transcode.threads} of one FFmpeg; 0 for as many as there are cores
 */
public record LadderConfig(
    VideoEncoder encoder, Effort effort, List<Integer> heights, Duration chunk, int threads) {
  public static final LadderConfig DEFAULTS =
      new LadderConfig(
          VideoEncoder.H264,
          Effort.BALANCED,
          List.of(2160, 1440, 1080, 720, 480, 360, 240),
          Duration.ofSeconds(30),
          0);

  private static final int LOWEST = 96;
  private static final int HIGHEST = 4320;

  public LadderConfig {
    heights = heights.stream().sorted().distinct().toList();
    if (heights.isEmpty() || heights.getFirst() < LOWEST || heights.getLast() > HIGHEST) {
      throw new IllegalArgumentException("heights are %d to %d".formatted(LOWEST, HIGHEST));
    }
    if (chunk.isNegative() || chunk.isZero()) {
      throw new IllegalArgumentException("a chunk has a length");
    }
    if (threads < 0) {
      throw new IllegalArgumentException("a number of threads is not negative");
    }
  }
}
