package dev.weir.library;

import java.util.Arrays;

/** Whether a film is worked on before others. */
public enum Priority {
  HIGH(0),
  NORMAL(1),
  LOW(2);

  /** Among the others, the lowest first; what the database keeps. */
  private final int place;

  Priority(int place) {
    this.place = place;
  }

  int place() {
    return place;
  }

  static Priority at(int place) {
    return Arrays.stream(values())
        .filter(priority -> priority.place == place)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no priority is at " + place));
  }
}
