package dev.weir.channel.ladder;

/** When the encoder of a ladder runs. */
public enum LadderStart {
  /** From the first viewer on, until there was none for a minute. */
  LAZY,
  /** As long as the stream is on air. */
  ALWAYS
}
