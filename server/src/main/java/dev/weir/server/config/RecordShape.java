package dev.weir.server.config;

import dev.weir.library.Ladder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The components of a configuration record, and the only place of the server that uses reflection.
 * Immutable.
 */
final class RecordShape {
  private static final Set<Class<?>> VALUE_RECORDS =
      Set.of(DataSize.class, Bitrate.class, DvrWindow.class, Ladder.class, Secret.class);

  private final Class<? extends Record> type;

  private RecordShape(Class<? extends Record> type) {
    this.type = type;
  }

  static RecordShape of(Class<? extends Record> type) {
    return new RecordShape(type);
  }

  List<Component> components() {
    return Arrays.stream(type.getRecordComponents()).map(Component::new).toList();
  }

  /** The record's constant {@code DEFAULTS}. */
  Record defaults() {
    try {
      return (Record) type.getDeclaredField("DEFAULTS").get(null);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException(type + " needs a constant DEFAULTS", missing);
    }
  }

  /** Throws IllegalArgumentException where the constructor does. */
  Record create(List<Object> values) {
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values.toArray());
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(thrown);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** One component and its key. Immutable. */
  record Component(RecordComponent component) {
    String key() {
      return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    Type type() {
      return component.getGenericType();
    }

    /** True for a record that is a group of keys. */
    boolean isGroup() {
      return component.getType().isRecord() && !VALUE_RECORDS.contains(component.getType());
    }

    /** True for groups of keys by name. */
    boolean isMap() {
      return component.getType().equals(Map.class);
    }

    /** Of a group itself, or of the groups in a map. */
    Class<? extends Record> groupType() {
      Type group =
          isMap()
              ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1]
              : component.getType();
      return ((Class<?>) group).asSubclass(Record.class);
    }

    Object valueIn(Record record) {
      try {
        return component.getAccessor().invoke(record);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
