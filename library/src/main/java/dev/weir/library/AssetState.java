package dev.weir.library;

/** How far a film is. */
public enum AssetState {
  /** Its file is there, and nobody has looked at it yet. */
  WAITING,
  /** What players can show is being taken over, or made where every browser shows none of it. */
  READING,
  /** Every browser can show it; further qualities may be on their way. */
  READY,
  /** It cannot be watched; the asset's reason says why. */
  FAILED
}
