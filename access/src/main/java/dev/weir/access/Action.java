package dev.weir.access;

/** What somebody wants to do with a stream. */
public enum Action {
  PUBLISH,
  PLAY
}
