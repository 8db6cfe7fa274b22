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
}
