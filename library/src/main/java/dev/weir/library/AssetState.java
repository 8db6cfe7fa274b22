package dev.weir.library;

/** How far a film is. */
public enum AssetState {
  /** Its file is there, and nobody has looked at it yet. */
  WAITING,
  /** It is being looked at, and what players can show as it is, is being taken over. */
  READING,
  /** It can be watched; further qualities may be on their way. */
  READY,
  /** It cannot be watched; the asset's reason says why. */
  FAILED
}
