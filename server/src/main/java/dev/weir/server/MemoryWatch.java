package dev.weir.server;

import dev.weir.media.MemoryBudget;
import dev.weir.media.MemoryBudget.Usage;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that publishers are turned away for want of memory: one line for all of them
 * since the last look. Confined to its timer.
 */
final class MemoryWatch {
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);

  private final MemoryBudget memory;
  private long toldRefusals;

  MemoryWatch(MemoryBudget memory) {
    this.memory = memory;
  }

  void look() {
    Usage usage = memory.usage();
    long fresh = usage.refusals() - toldRefusals;
    if (fresh == 0) {
      return;
    }
    toldRefusals = usage.refusals();
    LOG.warn(
        "no memory for another stream: {} publishers turned away, held_bytes={} committed_bytes={}"
            + " limit_bytes={}. Give Java a larger heap (-Xmx) or set live.memory higher, or"
            + " live.window or live.stream-memory lower",
        fresh,
        usage.heldBytes(),
        usage.committedBytes(),
        usage.limitBytes());
  }
}
