package dev.weir.library;

/** Whether what is broadcast becomes a film. */
public enum Recording {
  ON,
  OFF
}
