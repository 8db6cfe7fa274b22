package dev.weir.server.config;

import java.util.Map;
import java.util.regex.Pattern;

/** Whole numbers with a unit behind, as in {@code 8MiB}. Immutable. */
final class UnitNotation {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) ?([A-Za-z]+)");

  private final Map<String, Long> factorByUnit;

  UnitNotation(Map<String, Long> factorByUnit) {
    this.factorByUnit = factorByUnit;
  }

  long parse(String text, String expected) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches() || !factorByUnit.containsKey(matcher.group(2))) {
      throw new IllegalArgumentException("expected " + expected);
    }
    try {
      return Math.multiplyExact(
          Long.parseLong(matcher.group(1)), factorByUnit.get(matcher.group(2)));
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException("too large, expected " + expected, tooLarge);
    }
  }

  /** With the largest unit that leaves a whole number. */
  String print(long value) {
    return factorByUnit.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .filter(unit -> value % unit.getValue() == 0 && value >= unit.getValue())
        .findFirst()
        .map(unit -> value / unit.getValue() + unit.getKey())
        .orElseGet(() -> value + smallestUnit());
  }

  private String smallestUnit() {
    return factorByUnit.entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseThrow();
  }
}
