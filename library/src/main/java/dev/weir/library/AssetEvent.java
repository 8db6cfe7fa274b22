package dev.weir.library;

/** What happens to films that others want to hear of. */
public enum AssetEvent {
  /** It can be watched from now on; more qualities may follow. */
  READY,
  /** All that was planned for it has been made. */
  COMPLETE,
  /** It cannot be watched; the asset's reason says why. */
  FAILED
}
