package dev.weir.library;

import java.nio.file.Path;

/** Where the database is. Immutable. */
public sealed interface DatabaseAddress {
  /** A file of ours, made where there is none; its folder has to exist. */
  record Sqlite(Path file) implements DatabaseAddress {}

  /**
   * A PostgreSQL server, 14 or later.
   *
   * @param url such as {@code jdbc:postgresql://db.example.com/weir?sslmode=verify-full}
   */
  record Postgresql(String url, String user, String password) implements DatabaseAddress {
    /** Without the password. */
    @Override
    public String toString() {
      return url + " as " + user;
    }
  }
}
