package dev.weir.server.config;

import dev.weir.server.config.RecordShape.Component;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fills records from settings and gathers everything that is wrong with them, so that an operator
 * sees all at once. Confined to the thread that loads the configuration.
 */
final class RecordBinder {
  private final Map<String, Setting> settings;
  private final Set<String> understood = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  RecordBinder(Map<String, Setting> settings) {
    this.settings = settings;
  }

  /**
   * The record with the settings below {@code prefix}, or {@code defaults} where it refuses them.
   */
  <R extends Record> R bind(String prefix, Class<R> type, Record defaults) {
    var shape = RecordShape.of(type);
    int problemsBefore = problems.size();
    var values = new ArrayList<>();
    for (Component component : shape.components()) {
      values.add(value(prefix + component.key(), component, component.valueIn(defaults)));
    }
    try {
      return type.cast(shape.create(values));
    } catch (IllegalArgumentException refused) {
      if (problems.size() == problemsBefore) {
        problems.add(prefix + refused.getMessage());
      }
      return type.cast(defaults);
    }
  }

  private Object value(String key, Component component, Object fallback) {
    if (component.isGroup()) {
      understandEmpty(key);
      return bind(key + ".", component.groupType(), (Record) fallback);
    }
    if (component.isMap()) {
      understandEmpty(key);
      return bindMap(key + ".", component.groupType());
    }
    Setting setting = settings.get(key);
    if (setting == null) {
      return fallback;
    }
    understood.add(key);
    try {
      return ValueTypes.parse(component.type(), setting);
    } catch (IllegalArgumentException refused) {
      problems.add("%s: %s: %s".formatted(setting.origin(), key, refused.getMessage()));
      return fallback;
    }
  }

  /** A group's own key may stand without a value, where all its keys are commented out. */
  private void understandEmpty(String key) {
    Setting setting = settings.get(key);
    if (setting != null && setting.isEmpty()) {
      understood.add(key);
    }
  }

  private Map<String, Record> bindMap(String prefix, Class<? extends Record> type) {
    var names = new TreeSet<String>();
    for (String key : settings.keySet()) {
      if (key.startsWith(prefix)) {
        names.add(key.substring(prefix.length()).split("\\.", 2)[0]);
      }
    }
    var bound = new TreeMap<String, Record>();
    for (String name : names) {
      understandEmpty(prefix + name);
      bound.put(name, bind(prefix + name + ".", type, RecordShape.of(type).defaults()));
    }
    return bound;
  }

  /** Settings that no record has asked for. */
  List<Setting> unknown() {
    return settings.values().stream()
        .filter(setting -> !understood.contains(setting.key()))
        .toList();
  }

  List<String> problems() {
    return problems;
  }
}
