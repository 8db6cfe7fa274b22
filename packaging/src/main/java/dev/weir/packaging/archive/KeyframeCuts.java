package dev.weir.packaging.archive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a film can be cut that is played as it is: at keyframes, of those that are four seconds or
 * more after the last cut the one that is nearest to six. Keeps the cuts alone, however many
 * keyframes there are. Confined to one thread.
 */
public final class KeyframeCuts {
  /** A segment shorter than this is not worth a request. */
  private static final long SHORTEST_MICROS = Duration.ofSeconds(4).toNanos() / 1000;

  private static final long WANTED_MICROS = Duration.ofSeconds(6).toNanos() / 1000;

  private final List<Long> cuts = new ArrayList<>(List.of(0L));

  /** The keyframe that came last, where the film is cut unless the next one is better. */
  private long candidateMicros;

  /**
   * Takes the next keyframe.
   *
   * @param micros when it is shown, in film time
   */
  public void add(long micros) {
    boolean isBetter = fromWanted(micros) <= fromWanted(candidateMicros);
    if (!isBetter) {
      cutAtCandidate();
    }
    candidateMicros = micros;
  }

  private long fromWanted(long micros) {
    return Math.abs(micros - cuts.getLast() - WANTED_MICROS);
  }

  private void cutAtCandidate() {
    if (candidateMicros - cuts.getLast() >= SHORTEST_MICROS && cuts.size() < Cuts.MOST) {
      cuts.add(candidateMicros);
    }
  }

  /** When the last keyframe was taken. */
  public Cuts finish() {
    cutAtCandidate();
    return Cuts.of(cuts.stream().mapToLong(Long::longValue).toArray());
  }
}
