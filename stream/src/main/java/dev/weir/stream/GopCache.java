package dev.weir.stream;

import java.util.ArrayList;
import java.util.List;

/** The samples since the last entry point, while they are few. Guarded by its stream. */
final class GopCache {
  private final GopLimits limits;
  private final List<PublishedEvent> samples = new ArrayList<>();

  private long bytes;
  private long firstNanos;

  GopCache(GopLimits limits) {
    this.limits = limits;
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
    if (bytes > limits.maxBytes() || dtsNanos - firstNanos > limits.maxLength().toNanos()) {
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
    bytes = 0;
  }

  List<PublishedEvent> samples() {
    return samples;
  }
}
