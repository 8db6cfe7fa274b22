package dev.weir.net;

import dev.weir.media.MemoryBudget;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Direct buffers of one step of an answer each, which are used again: a file is read into one
 * without a copy on the heap. At most {@value #MOST_KEPT} are kept while nobody uses them; what
 * comes back beyond that is left to the collector. Each counts while it is in use. Thread-safe.
 */
public final class StepBuffers {
  /** How much of an answer is in memory at one moment where the system does not send it. */
  public static final int STEP_BYTES = 256 << 10;

  private static final int MOST_KEPT = 64;

  private final Queue<ByteBuffer> unused = new ArrayBlockingQueue<>(MOST_KEPT);

  private final MemoryBudget.Share memory;

  public StepBuffers(MemoryBudget.Share memory) {
    this.memory = memory;
  }

  /** Whether there is memory for one more. */
  public boolean hasRoom() {
    return memory.hasRoomFor(STEP_BYTES);
  }

  ByteBuffer take() {
    memory.hold(STEP_BYTES);
    @Nullable ByteBuffer kept = unused.poll();
    return kept == null ? ByteBuffer.allocateDirect(STEP_BYTES) : kept;
  }

  /** Of a buffer that surely nobody reads any more. */
  void giveBack(ByteBuffer buffer) {
    unused.offer(buffer.clear());
    memory.release(STEP_BYTES);
  }

  /** Of one that somebody may still read for a moment: it is left to the collector. */
  void letGo() {
    memory.release(STEP_BYTES);
  }
}
