package dev.weir.transcode.live;

import java.util.List;

/**
 * How far a run of a ladder is. Immutable.
 *
 * @param picturesIn that were given to it
 * @param picturesOut of each rung
 * @param lagMillis from the newest picture that was given to the newest that came out, in the
 *     source's time, of each rung; 0 before the first has come
 */
public record LadderStats(long picturesIn, List<Long> picturesOut, List<Long> lagMillis) {
  public LadderStats {
    picturesOut = List.copyOf(picturesOut);
    lagMillis = List.copyOf(lagMillis);
  }
}
