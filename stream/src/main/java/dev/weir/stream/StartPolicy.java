package dev.weir.stream;

/** Where a subscription begins; with the period that holds in both cases, never midway in a GOP. */
public enum StartPolicy {
  /** At the next keyframe, or without video at the next sample. */
  FROM_NOW,
  /**
   * At the last keyframe while all since is cached and fits the queue, else as {@link #FROM_NOW}.
   */
  FROM_LAST_KEYFRAME
}
