package dev.weir.channel;

import dev.weir.packaging.Presentation;
import dev.weir.packaging.Resumption;
import dev.weir.packaging.archive.Archive;
import dev.weir.packaging.archive.Unfinished;
import java.time.Duration;
import java.util.Optional;

/**
 * The past of one stream on disk, put before what its live window shows. Confined to the packager's
 * thread of its channel.
 */
final class Rewind {
  /** Segments; a fragment at most is lost, which may have been the first of a segment. */
  private static final int SHOWN_AND_LOST = 2;

  private final Archive archive;
  private final DvrWriter writer;
  private final long windowMillis;

  /** Sequence numbers never go back, even if the disk falls behind and catches up. */
  private long firstListed;

  Rewind(Archive archive, DvrWriter writer, long windowMillis) {
    this.archive = archive;
    this.writer = writer;
    this.windowMillis = windowMillis;
    this.firstListed = firstListedAfter(left(Presentation.State.INTERRUPTED));
  }

  /**
   * The last process may have shown a little more than the disk has, and so have listed a little
   * less of the past.
   */
  private static long firstListedAfter(Optional<Presentation> left) {
    return left.map(Presentation::listed)
        .filter(listed -> listed.firstSequence() > left.get().firstSequence())
        .map(listed -> listed.firstSequence() + SHOWN_AND_LOST)
        .orElse(0L);
  }

  Optional<Resumption> resumption() {
    return archive.unfinished().map(Unfinished::resumption);
  }

  /** What can be seen of a stream that the last process has left, while it is waited for. */
  Optional<Presentation> left(Presentation.State state) {
    return archive
        .unfinished()
        .map(left -> left.presentation(state, windowMillis).from(firstListed));
  }

  /** The live window with the past before it; has the disk write what is new. */
  Presentation extend(Presentation live) {
    writer.offer(archive, live);
    Presentation extended = archive.past().before(live, windowMillis);
    if (extended.listed().firstSequence() < firstListed) {
      extended = extended.from(firstListed);
    }
    firstListed = extended.listed().firstSequence();
    return extended;
  }

  /** Blocks until all that was shown is safe on disk, for a while at most. */
  void awaitSafe(Duration patience) throws InterruptedException {
    writer.awaitSafe(archive, patience);
  }

  /** Nobody has returned to what the last process has left. */
  void end(Presentation ended) {
    writer.offer(archive, ended);
  }
}
