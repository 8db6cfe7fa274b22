package dev.weir.stream;

/** What a second publisher of the same stream gets. */
public enum PublishPolicy {
  /**
   * A refusal, except that the same credential may replace a publisher that has fallen silent: an
   * encoder that lost its connection is back before the server knows that the old one is dead.
   */
  REFUSE,
  /** The stream, and the first publisher loses it. */
  TAKE_OVER
}
