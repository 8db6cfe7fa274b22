package dev.weir.server.config;

import dev.weir.server.config.RecordShape.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every key that the records have; names of channels stand as {@code NAME}. Immutable. */
final class KnownKeys {
  private static final String NAME = "NAME";
  static final int MAX_DISTANCE = 4;

  private final List<String> keys;

  private KnownKeys(List<String> keys) {
    this.keys = List.copyOf(keys);
  }

  static KnownKeys of(Class<? extends Record> type) {
    var keys = new ArrayList<String>();
    collect("", type, keys);
    return new KnownKeys(keys);
  }

  private static void collect(String prefix, Class<? extends Record> type, List<String> keys) {
    for (Component component : RecordShape.of(type).components()) {
      String key = prefix + component.key();
      if (component.isGroup()) {
        collect(key + ".", component.groupType(), keys);
      } else if (component.isMap()) {
        collect(key + "." + NAME + ".", component.groupType(), keys);
      } else {
        keys.add(key);
      }
    }
  }

  List<String> all() {
    return keys;
  }

  /** Those that have a variable: upper case with underscores cannot tell a channel's name. */
  List<String> inEnvironment() {
    return keys.stream().filter(key -> !key.contains("." + NAME + ".")).toList();
  }

  /** The key whose environment variable is {@code WEIR_} and this name. */
  Optional<String> ofEnvironment(String name) {
    return inEnvironment().stream().filter(key -> environmentName(key).equals(name)).findFirst();
  }

  static String environmentName(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The known key that looks most like {@code key}, if any does. */
  Optional<String> nearest(String key) {
    return keys.stream()
        .map(known -> withNameOf(key, known))
        .min(Comparator.comparingInt(known -> distance(key, known)))
        .filter(known -> distance(key, known) <= MAX_DISTANCE || known.startsWith(key + "."));
  }

  private static String withNameOf(String key, String known) {
    String[] parts = key.split("\\.", -1);
    return known.contains(NAME) && parts.length > 1 ? known.replace(NAME, parts[1]) : known;
  }

  /** Levenshtein's: the least number of characters to add, drop or change. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
