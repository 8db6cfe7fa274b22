package dev.weir.container.amf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A value of Action Message Format 0 (amf0-file-format-specification §2). Immutable. */
public sealed interface AmfValue {
  /** §2.2. */
  record NumberValue(double value) implements AmfValue {
    @Override
    public OptionalDouble asNumber() {
      return OptionalDouble.of(value);
    }
  }

  /** §2.3. */
  record BooleanValue(boolean value) implements AmfValue {}

  /** A string (§2.4) or, above 65,535 octets, a long string (§2.14). */
  record StringValue(String value) implements AmfValue {
    @Override
    public Optional<String> asString() {
      return Optional.of(value);
    }
  }

  /** An anonymous object (§2.5); its properties keep their order. */
  record ObjectValue(Map<String, AmfValue> properties) implements AmfValue {
    public static final ObjectValue EMPTY = new ObjectValue(Map.of());

    public ObjectValue {
      properties = ordered(properties);
    }

    /** A copy with one more property at the end, or another value for it. */
    public ObjectValue with(String name, AmfValue value) {
      var more = new LinkedHashMap<>(properties);
      more.put(name, value);
      return new ObjectValue(more);
    }

    public ObjectValue with(String name, String value) {
      return with(name, new StringValue(value));
    }

    public ObjectValue with(String name, double value) {
      return with(name, new NumberValue(value));
    }
  }

  /** §2.7. */
  record NullValue() implements AmfValue {}

  /** §2.8. */
  record UndefinedValue() implements AmfValue {}

  /** An associative array (§2.10); its properties keep their order. */
  record EcmaArray(Map<String, AmfValue> properties) implements AmfValue {
    public EcmaArray {
      properties = ordered(properties);
    }
  }

  /** An array with ordinal indices (§2.12). */
  record StrictArray(List<AmfValue> elements) implements AmfValue {
    public StrictArray {
      elements = List.copyOf(elements);
    }
  }

  /**
   * §2.13.
   *
   * @param unixMillis milliseconds since 1970 in UTC
   * @param timeZone reserved, should be 0
   */
  record DateValue(double unixMillis, int timeZone) implements AmfValue {}

  /** What has no serialised form (§2.15). */
  record UnsupportedValue() implements AmfValue {}

  /** §2.17. */
  record XmlDocument(String text) implements AmfValue {}

  /** An object of a named class (§2.18); its properties keep their order. */
  record TypedObject(String className, Map<String, AmfValue> properties) implements AmfValue {
    public TypedObject {
      properties = ordered(properties);
    }
  }

  /** The properties by name: empty where this value is neither object nor ECMA array. */
  default Map<String, AmfValue> properties() {
    return Map.of();
  }

  /** The text, if this is a string. */
  default Optional<String> asString() {
    return Optional.empty();
  }

  /** The number, if this is one. */
  default OptionalDouble asNumber() {
    return OptionalDouble.empty();
  }

  /** The property {@code name}, if there is one and it is a string. */
  default Optional<String> string(String name) {
    return Optional.ofNullable(properties().get(name)).flatMap(AmfValue::asString);
  }

  /** The property {@code name}, if there is one and it is a number. */
  default OptionalDouble number(String name) {
    AmfValue value = properties().get(name);
    return value == null ? OptionalDouble.empty() : value.asNumber();
  }

  private static Map<String, AmfValue> ordered(Map<String, AmfValue> properties) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
