package dev.weir.stream;

import dev.weir.media.MemoryBudget;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples since the last entry point, while they are few, and while there is memory for one who
 * joins to be given them. Guarded by its stream.
 */
final class GopCache {
  private final GopLimits limits;
  private final MemoryBudget.Share memory;
  private final List<PublishedEvent> samples = new ArrayList<>();

  private long bytes;
  private long firstNanos;

  GopCache(GopLimits limits, MemoryBudget.Share memory) {
    this.limits = limits;
    this.memory = memory;
  }

  void add(PublishedEvent sample, long dtsNanos) {
    if (sample.entryPoint()) {
      clear();
      firstNanos = dtsNanos;
    } else if (samples.isEmpty()) {
      return;
    }
    samples.add(sample);
    bytes += sample.bytes();
    memory.hold(sample.bytes());
    boolean isTooLong = dtsNanos - firstNanos > limits.maxLength().toNanos();
    if (bytes > limits.maxBytes() || isTooLong || !memory.hasRoomFor(bytes)) {
      clear();
    }
  }

  /** Whether a new subscription can hold all of it, and what else it begins with. */
  boolean fits(SubscriptionSpec spec) {
    return samples.size() + SubscriptionSpec.FEWEST_EVENTS <= spec.maxEvents()
        && bytes <= spec.maxBytes();
  }

  void clear() {
    samples.clear();
    memory.release(bytes);
    bytes = 0;
  }

  List<PublishedEvent> samples() {
    return samples;
  }
}
