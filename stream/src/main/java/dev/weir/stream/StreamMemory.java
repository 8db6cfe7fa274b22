package dev.weir.stream;

import dev.weir.media.MemoryBudget;
import dev.weir.media.MemoryBudget.Share;
import java.util.Optional;

/**
 * What one stream may keep in memory. Half of what it is promised is for either share, so that
 * neither can starve the other. Thread-safe.
 *
 * @param window what viewers may still ask for
 * @param transit all that is on its way: messages that are not complete, samples that wait, the
 *     group of pictures for those who join
 */
public record StreamMemory(Share window, Share transit) implements AutoCloseable {
  static Optional<StreamMemory> open(MemoryBudget budget, long promisedBytes) {
    return budget
        .open(promisedBytes)
        .map(whole -> new StreamMemory(whole.split(promisedBytes / 2), whole));
  }

  /** For streams that nobody bounds. */
  public static StreamMemory unlimited() {
    return open(MemoryBudget.unlimited(), 0).orElseThrow();
  }

  /** The stream is over, and what is left of it is promised nothing any more. */
  @Override
  public void close() {
    window.close();
    transit.close();
  }
}
