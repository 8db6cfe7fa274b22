package dev.weir.stream;

import java.time.Duration;

/**
 * The bounds of a {@link StreamRegistry}. Immutable.
 *
 * @param maxStreams live at a time
 * @param promisedBytes of memory that each stream can count on
 * @param grace how long a stream waits for its publisher to return
 * @param silence after which the same credential may replace a publisher that still holds on
 */
public record RegistryLimits(
    int maxStreams,
    long promisedBytes,
    Duration grace,
    Duration silence,
    GopLimits gop,
    TimelineLimits timeline) {
  public static final RegistryLimits DEFAULT =
      new RegistryLimits(
          1000,
          8 << 20,
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          GopLimits.DEFAULT,
          TimelineLimits.DEFAULT);

  public RegistryLimits {
    if (maxStreams < 1 || promisedBytes < 0 || grace.isNegative() || silence.isNegative()) {
      throw new IllegalArgumentException("at least one stream, and nothing negative");
    }
  }

  public RegistryLimits withMaxStreams(int streams) {
    return new RegistryLimits(streams, promisedBytes, grace, silence, gop, timeline);
  }

  public RegistryLimits withPromise(long bytes) {
    return new RegistryLimits(maxStreams, bytes, grace, silence, gop, timeline);
  }

  public RegistryLimits withGrace(Duration newGrace) {
    return new RegistryLimits(maxStreams, promisedBytes, newGrace, silence, gop, timeline);
  }

  public RegistryLimits withTimeline(TimelineLimits newTimeline) {
    return new RegistryLimits(maxStreams, promisedBytes, grace, silence, gop, newTimeline);
  }
}
