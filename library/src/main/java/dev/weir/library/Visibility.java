package dev.weir.library;

/** Who may watch a film. */
public enum Visibility {
  /** Everybody; the public page lists it. */
  PUBLIC,
  /** Only whoever is signed in. */
  PRIVATE
}
