package dev.weir.library;

/** When the smaller renditions of a stream are made. */
public enum LadderRuns {
  /** While somebody asks for them. */
  LAZY,
  /** As long as the stream is on air. */
  ALWAYS
}
