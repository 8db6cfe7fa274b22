package dev.weir.transcode.vod;

import java.util.List;

/**
 * One chunk of a film for the rungs of one pass. Immutable.
 *
 * @param rungs that are made together, at least one
 */
public record ChunkWork(
    FilmSource source, PictureTreatment treatment, List<VideoRung> rungs, Chunk chunk) {
  public ChunkWork {
    rungs = List.copyOf(rungs);
    if (rungs.isEmpty()) {
      throw new IllegalArgumentException("no rung is wanted");
    }
  }
}
