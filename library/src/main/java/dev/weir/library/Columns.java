package dev.weir.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

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
}
