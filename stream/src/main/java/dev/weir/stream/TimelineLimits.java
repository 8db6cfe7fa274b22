package dev.weir.stream;

import java.time.Duration;

/**
 * How patient and how strict a {@link Timeline} is. Immutable.
 *
 * @param backwards a track that goes back further than this has jumped; less is dropped as late
 * @param forwardHole a track that goes further than this beyond everything heard has jumped, and a
 *     sample that is to be shown further than this from its decoding is dropped as stray
 * @param unpromisedWait media awaited for a kind of track that nobody promised
 * @param promisedWait media awaited for a kind that was promised
 * @param settle time of arrivals after which the delay of the line is known well enough to date the
 *     first period of a publisher
 * @param keyframeWait media awaited for a keyframe before a period starts without video
 * @param interleave how far tracks may be apart where a period follows another without a jump
 * @param maxPendingSamples held back while a period is being prepared
 * @param maxPendingBytes of payload held back while a period is being prepared
 * @param stall silence after which a stall is told
 * @param driftTolerance drift of the encoder's clock after which the anchor is corrected
 */
public record TimelineLimits(
    Duration backwards,
    Duration forwardHole,
    Duration unpromisedWait,
    Duration promisedWait,
    Duration settle,
    Duration keyframeWait,
    Duration interleave,
    int maxPendingSamples,
    int maxPendingBytes,
    Duration stall,
    Duration driftTolerance) {

  public static final TimelineLimits DEFAULT =
      new TimelineLimits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          4096,
          32 << 20,
          Duration.ofMillis(500),
          Duration.ofMillis(40));

  public TimelineLimits {
    if (maxPendingSamples < 1 || maxPendingBytes < 1) {
      throw new IllegalArgumentException("pending limits must be positive");
    }
  }

  public TimelineLimits withSettle(Duration newSettle) {
    return new TimelineLimits(
        backwards,
        forwardHole,
        unpromisedWait,
        promisedWait,
        newSettle,
        keyframeWait,
        interleave,
        maxPendingSamples,
        maxPendingBytes,
        stall,
        driftTolerance);
  }
}
