package dev.weir.server.config;

import dev.weir.library.SecondPublisher;
import java.time.Duration;

/**
 * Keys {@code live.*}: how live streams are cut and kept. Immutable.
 *
 * @param part length of an LL-HLS part, rounded to whole frames
 * @param segment a segment ends at the first keyframe after this
 * @param maxSegment a segment ends here even without a keyframe
 * @param window what viewers can still ask for
 * @param memory for all that is kept of media; 0 for half of the heap
 * @param streamMemory what each stream can count on of it
 * @param grace for which a stream waits for a publisher that was lost
 */
public record LiveConfig(
    Duration part,
    Duration segment,
    Duration maxSegment,
    Duration window,
    DataSize memory,
    DataSize streamMemory,
    Duration grace,
    SecondPublisher secondPublisher) {
  static final LiveConfig DEFAULTS =
      new LiveConfig(
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          DataSize.parse("0B"),
          DataSize.parse("8MiB"),
          Duration.ofSeconds(20),
          SecondPublisher.REFUSE);

  public LiveConfig {
    Require.between("part", part, Duration.ofMillis(100), Duration.ofSeconds(2));
    Require.between("segment", segment, Duration.ofSeconds(1), Duration.ofSeconds(10));
    Require.between("max-segment", maxSegment, segment, Duration.ofSeconds(10));
    Require.that(
        window.compareTo(maxSegment.multipliedBy(3)) >= 0,
        "window must be at least three times max-segment");
    Require.size("stream-memory", streamMemory);
    Require.between("grace", grace, Duration.ZERO, Duration.ofMinutes(10));
  }

  /** What the longest segment makes of it, in whole seconds. */
  Duration longestTargetDuration() {
    return Duration.ofSeconds(Math.ceilDiv(maxSegment.toMillis(), 1000));
  }
}
