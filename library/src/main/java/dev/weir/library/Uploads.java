package dev.weir.library;

import dev.weir.library.Upload.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Uploads, in the database: how far each of them is, and no bytes. Thread-safe; blocks. */
public final class Uploads {
  /** That are not complete; what was begun and given up goes when it expires. */
  public static final int MOST = 1000;

  private static final RowMapper<Upload> UPLOAD = (row, _) -> upload(row);

  private final Database database;

  public Uploads(Database database) {
    this.database = database;
  }

  private static Upload upload(ResultSet row) throws SQLException {
    return new Upload(
        row.getString("id"),
        row.getString("asset"),
        new Upload.Source(
            row.getString("account"),
            Optional.ofNullable(row.getString("file_name")),
            Optional.ofNullable(row.getString("title")),
            row.getString("metadata")),
        row.getLong("length_bytes"),
        row.getLong("offset_bytes"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getLong("created_ms"),
        row.getLong("expires_ms"));
  }

  private static String text(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Adds {@code upload} unless {@value #MOST} others are not complete; whether it did. */
  public boolean add(Upload upload) {
    return database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO upload (id, asset, account, file_name, title, metadata,
                  length_bytes, offset_bytes, state, created_ms, expires_ms)
                SELECT :id, :asset, :account, :fileName, :title, :metadata,
                  :length, :offset, :state, :created, :expires
                WHERE (SELECT count(*) FROM upload WHERE state = 'receiving') < :most
                """)
            .bind("id", upload.id())
            .bind("asset", upload.asset())
            .bind("account", upload.source().account())
            .bind("fileName", upload.source().fileName().orElse(null))
            .bind("title", upload.source().title().orElse(null))
            .bind("metadata", upload.source().metadata())
            .bind("length", upload.lengthBytes())
            .bind("offset", upload.offsetBytes())
            .bind("state", text(upload.state()))
            .bind("created", upload.createdMillis())
            .bind("expires", upload.expiresMillis())
            .bind("most", MOST)
            .execute())
        == 1;
  }

  public Optional<Upload> find(String id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM upload WHERE id = :id")
            .bind("id", id)
            .map(UPLOAD)
            .findOne());
  }

  /** Those in a state, the oldest first. */
  public List<Upload> in(State state) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM upload WHERE state = :state ORDER BY created_ms, id")
            .bind("state", text(state))
            .map(UPLOAD)
            .list());
  }

  /** Those that are over, but for complete ones, which somebody has yet to take. */
  public List<Upload> expired(long nowMillis) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM upload WHERE expires_ms <= :now AND state <> 'complete'")
            .bind("now", nowMillis)
            .map(UPLOAD)
            .list());
  }

  /**
   * Notes that so much is on the disk; with the last byte it is complete.
   *
   * @return whether it is still being received, and that is no less than before
   */
  public boolean advance(String id, long offsetBytes, long expiresMillis) {
    return database.write(handle ->
        handle
            .createUpdate(
                """
                UPDATE upload SET offset_bytes = :offset, expires_ms = :expires,
                  state = CASE WHEN :offset = length_bytes THEN 'complete' ELSE state END
                WHERE id = :id AND state = 'receiving' AND offset_bytes <= :offset
                """)
            .bind("id", id)
            .bind("offset", offsetBytes)
            .bind("expires", expiresMillis)
            .execute())
        == 1;
  }

  /** Notes that its file has become an asset. */
  public void take(String id, long expiresMillis) {
    end(id, State.TAKEN, expiresMillis);
  }

  /** Notes that its file is lost. */
  public void lose(String id, long expiresMillis) {
    end(id, State.LOST, expiresMillis);
  }

  private void end(String id, State state, long expiresMillis) {
    database.write(handle ->
        handle.execute(
            "UPDATE upload SET state = ?, expires_ms = ? WHERE id = ?",
            text(state),
            expiresMillis,
            id));
  }

  /** Forgets it; whether there was one. */
  public boolean remove(String id) {
    return database.write(handle -> handle.execute("DELETE FROM upload WHERE id = ?", id) == 1);
  }
}
