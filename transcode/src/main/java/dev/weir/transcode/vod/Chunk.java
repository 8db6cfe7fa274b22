package dev.weir.transcode.vod;

import java.util.List;

/**
 * Consecutive segments of a film that are encoded together: the frames whose pts is in the
 * interval. Immutable.
 *
 * @param index of the first segment, or of the chunk; 0 for the first
 * @param cuts of its segments; the first is its start
 * @param endMicros the first cut that is not in it; {@link #TO_THE_END} for the last chunk, which
 *     has whatever the file has beyond the duration that it claims
 */
public record Chunk(int index, List<Long> cuts, long endMicros) {
  public static final long TO_THE_END = Long.MAX_VALUE;

  public Chunk {
    cuts = List.copyOf(cuts);
    if (cuts.isEmpty() || cuts.getLast() >= endMicros) {
      throw new IllegalArgumentException("cuts " + cuts + " do not lie before " + endMicros);
    }
  }

  public long startMicros() {
    return cuts.getFirst();
  }

  public boolean isLast() {
    return endMicros == TO_THE_END;
  }
}
