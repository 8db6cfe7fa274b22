package dev.weir.server.config;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Checks of values in constructors; each throws IllegalArgumentException with the rule. Stateless.
 */
final class Require {
  private static final int MAX_PORT = 65_535;

  private Require() {}

  static void port(String key, int port) {
    that(port >= 0 && port <= MAX_PORT, key + " must be 0 (any free port) to 65535");
  }

  static void positive(String key, long value) {
    that(value > 0, key + " must be more than 0");
  }

  /** Of something that arrays and buffers hold. */
  static void size(String key, DataSize size) {
    that(
        size.bytes() > 0 && size.bytes() <= Integer.MAX_VALUE,
        key + " must be more than 0B and less than 2GiB");
  }

  /** {@code values} are those of the group, in the words of whoever uses them. */
  static void accepted(String group, Supplier<?> values) {
    try {
      var _ = values.get();
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(group + ": " + refused.getMessage(), refused);
    }
  }

  static void between(String key, Duration value, Duration least, Duration most) {
    that(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        "%s must be %s to %s".formatted(key, ValueTypes.print(least), ValueTypes.print(most)));
  }

  static void that(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
