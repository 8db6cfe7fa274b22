package dev.weir.packaging.archive;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the disk gives back and goes on behind what it does not: one bad block is no reason to
 * show nothing, as long as there is something. Confined to its user.
 */
final class Attempts {
  private @Nullable IOException failure;

  /** Something that is on disk. */
  interface Read<T> {
    Optional<T> run() throws IOException;
  }

  /** Empty also where it cannot be read. */
  <T> Optional<T> read(Read<T> wanted) {
    try {
      return wanted.run();
    } catch (IOException failed) {
      failure = failed;
      return Optional.empty();
    }
  }

  /**
   * What was found in the end.
   *
   * @throws IOException where that is nothing, and something could not be read
   */
  <T> Optional<T> orFailure(Optional<T> found) throws IOException {
    if (found.isEmpty() && failure != null) {
      throw failure;
    }
    return found;
  }
}
