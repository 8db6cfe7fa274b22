package dev.weir.stream;

/** What happens to a subscription whose consumer is too slow. */
public enum OverflowPolicy {
  /**
   * Samples are dropped up to the next video keyframe, or without video to the next sample; what
   * tells the period, its anchor and the stream's state is kept as far as it still holds.
   */
  DROP_TO_NEXT_KEYFRAME,
  /** The subscription is closed; what is queued is given up. */
  CLOSE
}
