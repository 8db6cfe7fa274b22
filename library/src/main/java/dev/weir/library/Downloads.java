package dev.weir.library;

/** Whether those who may watch a film may keep a copy. */
public enum Downloads {
  DENIED,
  ALLOWED
}
