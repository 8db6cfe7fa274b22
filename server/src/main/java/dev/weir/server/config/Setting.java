package dev.weir.server.config;

import java.util.List;
import java.util.Optional;

/**
 * One key as somebody set it, not yet understood. Immutable.
 *
 * @param key dotted, such as {@code rtmp.limits.amf.max-depth}
 * @param text empty for a key without a value, and for a list
 * @param items of a list
 * @param origin where it was set, for messages
 */
record Setting(String key, String text, Optional<List<String>> items, String origin) {
  static Setting scalar(String key, String text, String origin) {
    return new Setting(key, text, Optional.empty(), origin);
  }

  static Setting list(String key, List<String> items, String origin) {
    return new Setting(key, "", Optional.of(List.copyOf(items)), origin);
  }

  boolean isEmpty() {
    return text.isEmpty() && items.isEmpty();
  }

  /** A list as it is, or a text that is taken apart at its commas. */
  List<String> asList() {
    return items.orElseGet(() -> text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*", -1)));
  }

  /** The one value; throws IllegalArgumentException where there is a list. */
  String asScalar() {
    if (items.isPresent()) {
      throw new IllegalArgumentException("expected one value, not a list");
    }
    return text;
  }
}
