package dev.weir.channel.ladder;

import dev.weir.library.LadderRuns;
import dev.weir.media.Clock;
import dev.weir.stream.StreamName;
import java.util.Optional;

/** Which streams get rungs, and how. Thread-safe. */
@FunctionalInterface
public interface Ladders {
  /** No stream does. */
  Ladders NONE = _ -> Optional.empty();

  /** Empty where the source is all that viewers are to get. */
  Optional<Setting> of(StreamName name);

  /**
   * For one stream.
   *
   * @param works what makes its rungs
   */
  record Setting(LadderRuns runs, LadderWorks works, Clock clock) {}
}
