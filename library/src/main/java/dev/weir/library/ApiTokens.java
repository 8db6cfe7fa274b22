package dev.weir.library;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** API tokens, in the database. Thread-safe; blocks. */
public final class ApiTokens {
  /** Of one account; who has lost sight of them will not find one among thousands. */
  public static final int MOST = 100;

  private static final RowMapper<ApiToken> TOKEN =
      (row, _) ->
          new ApiToken(
              row.getString("id"),
              row.getString("account"),
              row.getString("title"),
              row.getString("secret_sha256"),
              row.getLong("created_ms"),
              Columns.optionalLong(row, "used_ms"));

  private final Database database;

  public ApiTokens(Database database) {
    this.database = database;
  }

  /** Adds {@code token} unless its account has {@value #MOST}; whether it did. */
  public boolean add(ApiToken token) {
    return database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO api_token (id, account, title, secret_sha256, created_ms)
                SELECT :id, name, :title, :secret, :created FROM account
                WHERE name = :account
                AND (SELECT count(*) FROM api_token WHERE account = :account) < :most
                """)
            .bind("id", token.id())
            .bind("account", token.account())
            .bind("title", token.title())
            .bind("secret", token.secretSha256())
            .bind("created", token.createdMillis())
            .bind("most", MOST)
            .execute())
        == 1;
  }

  /** Those of an account, the newest first. */
  public List<ApiToken> of(String account) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM api_token WHERE account = :account ORDER BY created_ms DESC, id")
            .bind("account", account)
            .map(TOKEN)
            .list());
  }

  public Optional<ApiToken> find(String secretSha256) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM api_token WHERE secret_sha256 = :secret")
            .bind("secret", secretSha256)
            .map(TOKEN)
            .findOne());
  }

  /** Notes that it was used. */
  public void use(String id, long nowMillis) {
    database.write(
        handle -> handle.execute("UPDATE api_token SET used_ms = ? WHERE id = ?", nowMillis, id));
  }

  /** Takes a token of an account away; whether there was one. */
  public boolean remove(String account, String id) {
    return database.write(handle ->
        handle.execute("DELETE FROM api_token WHERE account = ? AND id = ?", account, id) == 1);
  }
}
