package dev.weir.stream;

/** How a live stream is doing. */
public enum StreamState {
  /** A publisher is there, but nothing to watch yet. */
  STARTING,
  /** On air. */
  LIVE,
  /** The publisher is lost or has just been replaced; the stream waits for samples. */
  INTERRUPTED,
  /** Over for good. */
  ENDED
}
