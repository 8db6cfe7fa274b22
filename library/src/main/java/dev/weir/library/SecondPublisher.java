package dev.weir.library;

/** What happens when somebody publishes to a channel that is on air. */
public enum SecondPublisher {
  /** The one on air stays; the newcomer is turned away. */
  REFUSE,
  /** The newcomer goes on air; the one before is sent off. */
  TAKE_OVER
}
