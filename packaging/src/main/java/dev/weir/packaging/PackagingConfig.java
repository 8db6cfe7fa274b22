package dev.weir.packaging;

import java.time.Duration;

/**
 * How a live stream is cut. Immutable.
 *
 * @param part the length a part should have; the grid takes the nearest number of whole frames
 * @param segment a segment ends at the first keyframe after this much; 1 s or more
 * @param maxSegment where no keyframe comes, the first segment ends after this much without one; in
 *     whole seconds, rounded up, the most that HLS's target duration may be
 * @param window how much of the past playlists list; removed segments can be fetched for as long
 *     again
 */
public record PackagingConfig(
    Duration part, Duration segment, Duration maxSegment, Duration window) {

  public static final PackagingConfig DEFAULT =
      new PackagingConfig(
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  public PackagingConfig {
    require(part.toMillis() >= 100 && part.toMillis() <= 2000, "part must be 100ms to 2s");
    require(segment.toMillis() >= 1000, "segment must be 1s or more");
    require(part.compareTo(segment) <= 0, "part must not be longer than segment");
    require(segment.compareTo(maxSegment) <= 0, "segment must not be longer than max-segment");
    require(maxSegment.compareTo(Duration.ofSeconds(10)) <= 0, "max-segment must be 10s or less");
    require(
        window.compareTo(maxSegment.multipliedBy(3)) >= 0,
        "window must be three times max-segment or more");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
