package dev.weir.library;

import dev.weir.library.DatabaseException.Code;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What drivers throw, told in our words. Stateless. */
final class DatabaseFault {
  private static final int MOST_CAUSES = 16;

  private DatabaseFault() {}

  static DatabaseException of(@Nullable Throwable failure) {
    if (failure instanceof DatabaseException known) {
      return known;
    }
    if (failure instanceof Error fatal) {
      throw fatal;
    }
    Optional<SQLException> cause = sqlCause(failure);
    Code code = cause.map(DatabaseFault::code).orElse(Code.FAILED);
    String text = cause.isPresent() ? cause.get().getMessage() : String.valueOf(failure);
    return new DatabaseException(code, says(code) + text, failure);
  }

  private static Optional<SQLException> sqlCause(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Code code(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        ? sqliteCode(sqlite)
        : postgresqlCode(String.valueOf(failure.getSQLState()));
  }

  private static Code sqliteCode(SQLiteException failure) {
    return switch (failure.getResultCode()) {
      case SQLITE_FULL -> Code.FULL;
      case SQLITE_BUSY, SQLITE_LOCKED -> Code.BUSY;
      case SQLITE_CANTOPEN, SQLITE_NOTADB, SQLITE_CORRUPT -> Code.UNAVAILABLE;
      default -> Code.FAILED;
    };
  }

  /** PostgreSQL 18, appendix A: SQLSTATE by class, where one of it does not stand out. */
  private static Code postgresqlCode(String state) {
    return switch (state) {
      case "53100" -> Code.FULL;
      case "40001", "40P01", "53300", "55P03" -> Code.BUSY;
      default -> state.startsWith("08") || state.startsWith("57P") ? Code.UNAVAILABLE : Code.FAILED;
    };
  }

  private static String says(Code code) {
    return switch (code) {
      case UNAVAILABLE -> "the database cannot be reached: ";
      case UNKNOWN_SCHEMA -> "the database is not of this version: ";
      case BUSY -> "the database is busy: ";
      case FULL -> "the database's disk is full: ";
      case FAILED -> "the database failed: ";
    };
  }
}
