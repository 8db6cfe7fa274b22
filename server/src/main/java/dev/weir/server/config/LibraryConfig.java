package dev.weir.server.config;

import java.util.Optional;

/**
 * Keys {@code library.*}: the database of films and accounts. Immutable.
 *
 * @param url of a PostgreSQL server, {@code jdbc:postgresql://HOST/DATABASE}; empty for SQLite in
 *     the data folder
 */
public record LibraryConfig(Optional<String> url, String user, Optional<Secret> password) {
  static final LibraryConfig DEFAULTS =
      new LibraryConfig(Optional.empty(), "weir", Optional.empty());

  private static final String POSTGRESQL = "jdbc:postgresql://";

  public LibraryConfig {
    Require.that(
        url.isEmpty() || url.get().startsWith(POSTGRESQL),
        "url must begin with " + POSTGRESQL + ", or be empty for a file in the data folder");
  }
}
