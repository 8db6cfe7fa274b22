package dev.weir.testkit.rules;

import java.util.ArrayList;
import java.util.List;

/** Collects violations while a text is checked. Confined to one check. */
public final class Findings {
  private final List<Violation> violations = new ArrayList<>();

  /** Notes a violation unless the rule holds. */
  public void require(boolean holds, String section, String what) {
    if (!holds) {
      violations.add(new Violation(section, what));
    }
  }

  public List<Violation> violations() {
    return List.copyOf(violations);
  }
}
