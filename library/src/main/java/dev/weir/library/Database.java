package dev.weir.library;

import com.zaxxer.hikari.HikariConfig;
import dev.weir.library.DatabaseException.Code;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * The one database of all that exists: SQLite beside the media, or PostgreSQL. What is written has
 * reached the disk when the call returns (SQLite: write-ahead log, synchronous FULL). Callers wait;
 * the work is done on threads of its own. Thread-safe.
 */
public final class Database implements AutoCloseable {
  private static final String MIGRATIONS = "classpath:dev/weir/library/migrations";
  private static final int READERS = 3;
  private static final int POSTGRESQL_WRITERS = 4;
  private static final int LOCK_LIMIT_MILLIS = 10_000;

  private final Lane reading;
  private final Lane writing;

  private final Sharing sharing;

  /** Who uses it. */
  private enum Sharing {
    WITH_OTHER_SERVERS,
    NONE
  }

  private Database(Lane reading, Lane writing, Sharing sharing) {
    this.reading = reading;
    this.writing = writing;
    this.sharing = sharing;
  }

  /** Opens it, and brings its tables up to this version. */
  public static Database open(DatabaseAddress address) {
    try {
      return switch (address) {
        case DatabaseAddress.Sqlite sqlite -> open(sqlite);
        case DatabaseAddress.Postgresql server -> open(server);
      };
    } catch (RuntimeException failure) {
      throw DatabaseFault.of(failure);
    }
  }

  /** SQLite has one writer at a time; others would only wait for it. */
  private static Database open(DatabaseAddress.Sqlite address) {
    SQLiteConfig readOnly = settings();
    readOnly.setReadOnly(true);
    HikariConfig writer = source(address, settings());
    migrate(flyway().dataSource(writer.getDataSource()));
    return new Database(
        new Lane("database-read", READERS, readOnly(source(address, readOnly))),
        new Lane("database-write", 1, writer),
        Sharing.NONE);
  }

  private static HikariConfig source(DatabaseAddress.Sqlite address, SQLiteConfig settings) {
    var source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + address.file());
    var configuration = new HikariConfig();
    configuration.setDataSource(source);
    return configuration;
  }

  private static SQLiteConfig settings() {
    var settings = new SQLiteConfig(new Properties());
    settings.setJournalMode(JournalMode.WAL);
    settings.setSynchronous(SynchronousMode.FULL);
    settings.setTransactionMode(TransactionMode.IMMEDIATE);
    settings.setBusyTimeout(LOCK_LIMIT_MILLIS);
    settings.enforceForeignKeys(true);
    return settings;
  }

  private static Database open(DatabaseAddress.Postgresql address) {
    migrate(flyway().dataSource(address.url(), address.user(), address.password()));
    return new Database(
        new Lane("database-read", READERS, readOnly(source(address))),
        new Lane("database-write", POSTGRESQL_WRITERS, source(address)),
        Sharing.WITH_OTHER_SERVERS);
  }

  private static HikariConfig source(DatabaseAddress.Postgresql address) {
    var configuration = new HikariConfig();
    configuration.setJdbcUrl(address.url());
    configuration.setUsername(address.user());
    configuration.setPassword(address.password());
    return configuration;
  }

  private static HikariConfig readOnly(HikariConfig configuration) {
    configuration.setReadOnly(true);
    return configuration;
  }

  private static FluentConfiguration flyway() {
    return Flyway.configure(Database.class.getClassLoader())
        .locations(MIGRATIONS)
        .table("schema_history")
        .ignoreMigrationPatterns(new String[0]);
  }

  private static void migrate(FluentConfiguration flyway) {
    try {
      flyway.load().migrate();
    } catch (FlywayException failure) {
      DatabaseException known = DatabaseFault.of(failure);
      throw known.code() == Code.FAILED
          ? new DatabaseException(
              Code.UNKNOWN_SCHEMA,
              "the database does not fit this version of Weir, perhaps because a later one has"
                  + " used it: "
                  + failure.getMessage(),
              failure)
          : known;
    }
  }

  /** Whether other servers may be using it at this moment. */
  boolean isShared() {
    return sharing == Sharing.WITH_OTHER_SERVERS;
  }

  <T> T read(Work<T> work) {
    return reading.run(work);
  }

  <T> T write(Work<T> work) {
    return writing.runInTransaction(work);
  }

  /** Lets what has begun end. */
  @Override
  public void close() {
    reading.close();
    writing.close();
  }
}
