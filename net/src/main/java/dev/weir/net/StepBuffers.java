package dev.weir.net;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Direct buffers of one step of an answer each, which are used again: a file is read into one
 * without a copy on the heap. At most {@value #MOST_KEPT} are kept while nobody uses them; what
 * comes back beyond that is left to the collector. Thread-safe.
 */
public final class StepBuffers {
  /** How much of an answer is in memory at one moment where the system does not send it. */
  public static final int STEP_BYTES = 256 << 10;

  private static final int MOST_KEPT = 64;

  private final Queue<ByteBuffer> unused = new ArrayBlockingQueue<>(MOST_KEPT);

  ByteBuffer take() {
    @Nullable ByteBuffer kept = unused.poll();
    return kept == null ? ByteBuffer.allocateDirect(STEP_BYTES) : kept;
  }

  /** Of a buffer that surely nobody reads any more; one of which that is not sure is let go. */
  void giveBack(ByteBuffer buffer) {
    unused.offer(buffer.clear());
  }
}
