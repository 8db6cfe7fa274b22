package dev.weir.library;

/** What became of the wish to add something. */
public enum Addition {
  DONE,
  /** There is one of that name. */
  TAKEN,
  /** There are as many as there may be. */
  TOO_MANY,
  /** What it should belong to is not there. */
  MISSING
}
