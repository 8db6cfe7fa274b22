package dev.weir.library;

import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Sessions, in the database, so that they outlive the server. Thread-safe; blocks. */
public final class Sessions {
  private static final RowMapper<Session> SESSION =
      (row, _) ->
          new Session(
              row.getString("secret_sha256"),
              row.getString("account"),
              row.getLong("created_ms"),
              row.getLong("expires_ms"));

  private final Database database;

  public Sessions(Database database) {
    this.database = database;
  }

  /** Adds a session, keeps the newest {@code most} of its account, and forgets those expired. */
  public void add(Session session, int most) {
    database.write(handle -> {
      handle.execute("DELETE FROM session WHERE expires_ms <= ?", session.createdMillis());
      handle.execute(
          "INSERT INTO session (secret_sha256, account, created_ms, expires_ms)"
              + " VALUES (?, ?, ?, ?)",
          session.secretSha256(),
          session.account(),
          session.createdMillis(),
          session.expiresMillis());
      return handle.execute(
          """
          DELETE FROM session WHERE account = ? AND secret_sha256 NOT IN (
            SELECT secret_sha256 FROM session WHERE account = ?
            ORDER BY created_ms DESC, secret_sha256 LIMIT ?)
          """,
          session.account(),
          session.account(),
          most);
    });
  }

  /** The session of a secret; empty where there is none or it has expired. */
  public Optional<Session> find(String secretSha256, long nowMillis) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM session WHERE secret_sha256 = :secret AND expires_ms > :now")
            .bind("secret", secretSha256)
            .bind("now", nowMillis)
            .map(SESSION)
            .findOne());
  }

  /** Lets a session last longer. */
  public void extend(String secretSha256, long expiresMillis) {
    database.write(handle ->
        handle.execute(
            "UPDATE session SET expires_ms = ? WHERE secret_sha256 = ?",
            expiresMillis,
            secretSha256));
  }

  public void remove(String secretSha256) {
    database.write(
        handle -> handle.execute("DELETE FROM session WHERE secret_sha256 = ?", secretSha256));
  }
}
