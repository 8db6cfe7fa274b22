package dev.weir.library;

import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Accounts, in the database. Thread-safe; blocks. */
public final class Accounts {
  private static final RowMapper<Account> ACCOUNT =
      (row, _) ->
          new Account(
              row.getString("name"),
              row.getString("password_hash"),
              row.getLong("created_ms"),
              row.getLong("changed_ms"));

  private final Database database;

  public Accounts(Database database) {
    this.database = database;
  }

  public Optional<Account> find(String name) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM account WHERE name = :name")
            .bind("name", name)
            .map(ACCOUNT)
            .findOne());
  }

  /** Adds {@code account} unless there is one of its name; whether it did. */
  public boolean add(Account account) {
    return database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO account (name, password_hash, created_ms, changed_ms)
                VALUES (:name, :hash, :created, :changed)
                ON CONFLICT (name) DO NOTHING
                """)
            .bind("name", account.name())
            .bind("hash", account.passwordHash())
            .bind("created", account.createdMillis())
            .bind("changed", account.changedMillis())
            .execute())
        == 1;
  }

  /** Sets another password, and ends all that was opened with the one before. */
  public boolean changePassword(String name, String passwordHash, long nowMillis) {
    return database.write(handle -> {
      handle.execute("DELETE FROM session WHERE account = ?", name);
      return handle.execute(
              "UPDATE account SET password_hash = ?, changed_ms = ? WHERE name = ?",
              passwordHash,
              nowMillis,
              name)
          == 1;
    });
  }
}
