package dev.weir.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What JDBC says in two calls. Stateless. */
final class Columns {
  private Columns() {}

  static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  static <E extends Enum<E>> E constant(Class<E> type, ResultSet row, String column)
      throws SQLException {
    return Enum.valueOf(type, row.getString(column));
  }

  /** Empty where the column says nothing. */
  static <E extends Enum<E>> Optional<E> optionalConstant(
      Class<E> type, ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(text -> Enum.valueOf(type, text));
  }

  /** Words with a space between them, of which {@link #words} has written none that is unknown. */
  static <E extends Enum<E>> Set<E> constants(Class<E> type, ResultSet row, String column)
      throws SQLException {
    return Arrays.stream(row.getString(column).split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> Enum.valueOf(type, word))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** In the order in which they are declared, so that what is equal looks alike. */
  static <E extends Enum<E>> String words(Set<E> constants) {
    return constants.stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
  }
}
