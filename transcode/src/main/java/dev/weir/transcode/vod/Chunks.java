package dev.weir.transcode.vod;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Groups the segments of a film into chunks. Pure. */
public final class Chunks {
  private Chunks() {}

  /**
   * Chunks of about {@code length}: a chunk ends with the segment that brings it nearest to that,
   * and the last one takes a rest of less than half of it along.
   *
   * @param cuts in microseconds of the film, in ascending order; the first is 0
   * @param length at least that of a segment
   */
  public static List<Chunk> of(List<Long> cuts, Duration length) {
    long wanted = TimeUnit.NANOSECONDS.toMicros(length.toNanos());
    var chunks = new ArrayList<Chunk>();
    long end = after(cuts, cuts.size() - 1);
    int first = 0;
    for (int next = 1; next < cuts.size(); next++) {
      long now = cuts.get(next) - cuts.get(first);
      long then = after(cuts, next) - cuts.get(first);
      boolean isLittleLeft = 2 * (end - cuts.get(next)) < wanted;
      if (Math.abs(now - wanted) <= Math.abs(then - wanted) && !isLittleLeft) {
        chunks.add(new Chunk(chunks.size(), cuts.subList(first, next), cuts.get(next)));
        first = next;
      }
    }
    List<Long> rest = cuts.subList(first, cuts.size());
    chunks.add(new Chunk(chunks.size(), rest, Chunk.TO_THE_END));
    return List.copyOf(chunks);
  }

  /** The last segment is taken to be as long as the one before. */
  private static long after(List<Long> cuts, int cut) {
    if (cut + 1 < cuts.size()) {
      return cuts.get(cut + 1);
    }
    return cut == 0 ? cuts.get(cut) : 2 * cuts.get(cut) - cuts.get(cut - 1);
  }
}
