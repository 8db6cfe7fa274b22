package dev.weir.testkit.rules;

/**
 * A rule of a specification that a text breaks. Immutable.
 *
 * @param section where the rule stands, such as {@code 4.4.4.9}
 * @param what what was expected and what came
 */
public record Violation(String section, String what) {
  @Override
  public String toString() {
    return "§" + section + ": " + what;
  }
}
