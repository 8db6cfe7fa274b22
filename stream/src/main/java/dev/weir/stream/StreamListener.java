package dev.weir.stream;

/** Hears of streams that come and go; called without locks, on the thread that made it happen. */
public interface StreamListener {
  /** A stream was made; its publisher is let in only after this returns, so no event is missed. */
  void opened(LiveStream stream);

  /** The stream has ended and its name is free. */
  void closed(LiveStream stream);

  /**
   * Somebody was refused for want of memory, and will be back in a moment: what is kept of streams
   * that have ended had better go.
   */
  default void memoryIsWanted() {}
}
