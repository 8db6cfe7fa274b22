package dev.weir.library;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Empty databases for tests, of both engines: a PostgreSQL of ours is started with the first that
 * needs it, and ends with the JVM.
 */
final class Databases {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Starts when it is first spoken of. */
  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  enum Engine {
    SQLITE,
    POSTGRESQL
  }

  private Databases() {}

  static DatabaseAddress empty(Engine engine, Path folder) {
    String name = "weir" + COUNT.incrementAndGet();
    return switch (engine) {
      case SQLITE -> new DatabaseAddress.Sqlite(folder.resolve(name + ".db"));
      case POSTGRESQL -> postgresql(name);
    };
  }

  private static DatabaseAddress postgresql(String name) {
    EmbeddedPostgres server = Postgres.SERVER;
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return new DatabaseAddress.Postgresql(
        server.getJdbcUrl("postgres", name), "postgres", "postgres");
  }
}
