package dev.weir.server.config;

import dev.weir.library.Ladder;
import dev.weir.net.CidrBlock;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How values of configuration records are written. Parsing throws IllegalArgumentException, whose
 * message says what form was expected. Stateless.
 */
final class ValueTypes {
  private static final UnitNotation DURATION_MILLIS =
      new UnitNotation(
          Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L));

  private ValueTypes() {}

  static Object parse(Type type, Setting setting) {
    if (type.equals(Ladder.class)) {
      return Ladder.parse(String.join(",", setting.asList()));
    }
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType().equals(Optional.class)) {
        return setting.isEmpty() ? Optional.empty() : Optional.of(parse(element, setting));
      }
      return setting.asList().stream().map(item -> parseScalar(element, item)).toList();
    }
    return parseScalar(type, setting.asScalar());
  }

  private static Object parseScalar(Type type, String text) {
    if (type instanceof Class<?> enumType && enumType.isEnum()) {
      return parseEnum(enumType, text);
    }
    return switch (type.getTypeName()) {
      case "java.lang.String" -> text;
      case "int", "java.lang.Integer" -> parseInt(text);
      case "boolean" -> parseBoolean(text);
      case "java.nio.file.Path" -> Path.of(text);
      case "java.time.Duration" -> parseDuration(text);
      case "dev.weir.server.config.DataSize" -> DataSize.parse(text);
      case "dev.weir.server.config.DvrWindow" -> DvrWindow.parse(text);
      case "dev.weir.server.config.Bitrate" -> Bitrate.parse(text);
      case "dev.weir.server.config.Secret" -> new Secret(text);
      case "dev.weir.net.CidrBlock" -> CidrBlock.parse(text);
      default -> throw new IllegalStateException("No notation for " + type);
    };
  }

  private static int parseInt(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException("expected a whole number", malformed);
    }
  }

  private static boolean parseBoolean(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }

  static Duration parseDuration(String text) {
    return Duration.ofMillis(DURATION_MILLIS.parse(text, "a duration such as 500ms, 2s or 5min"));
  }

  private static Object parseEnum(Class<?> type, String text) {
    Object[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> print(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("expected " + alternatives(constants)));
  }

  private static String alternatives(Object[] constants) {
    return Arrays.stream(constants).map(ValueTypes::print).collect(Collectors.joining(" or "));
  }

  /** The form that {@link #parse} reads, with secrets masked; no value gives an empty text. */
  static String print(Object value) {
    return switch (value) {
      case Duration duration -> DURATION_MILLIS.print(duration.toMillis());
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      case Optional<?> optional -> optional.map(ValueTypes::print).orElse("");
      default -> value.toString();
    };
  }
}
