package dev.weir.library;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Keys of channels, in the database, with their secrets as they are. Thread-safe; blocks. */
public final class StreamKeys {
  /** Of one channel: one for each encoder, and one more for the change. */
  public static final int MOST = 8;

  private static final RowMapper<StreamKey> KEY =
      (row, _) ->
          new StreamKey(
              row.getString("id"),
              row.getString("channel"),
              row.getString("label"),
              row.getLong("created_ms"),
              Columns.optionalLong(row, "used_ms"));

  private final Database database;

  public StreamKeys(Database database) {
    this.database = database;
  }

  /** Adds a key to its channel. */
  public Addition add(StreamKey key, String secret) {
    return database.write(handle -> {
      if (!exists(handle, key.channel())) {
        return Addition.MISSING;
      }
      if (count(handle, key.channel()) >= MOST) {
        return Addition.TOO_MANY;
      }
      insert(handle, key, secret);
      return Addition.DONE;
    });
  }

  /** Has others wait who add to the same channel. */
  private static boolean exists(Handle handle, String channel) {
    return handle.execute("UPDATE channel SET name = name WHERE name = ?", channel) == 1;
  }

  private static int count(Handle handle, String channel) {
    return handle
        .createQuery("SELECT count(*) FROM channel_key WHERE channel = :channel")
        .bind("channel", channel)
        .mapTo(Integer.class)
        .one();
  }

  static void insert(Handle handle, StreamKey key, String secret) {
    handle
        .createUpdate(
            """
            INSERT INTO channel_key (id, channel, label, secret, created_ms)
            VALUES (:id, :channel, :label, :secret, :created)
            """)
        .bind("id", key.id())
        .bind("channel", key.channel())
        .bind("label", key.label())
        .bind("secret", secret)
        .bind("created", key.createdMillis())
        .execute();
  }

  /** Hands over all keys with their secrets, the oldest first. */
  public void each(BiConsumer<StreamKey, String> taker) {
    database.read(handle -> {
      handle
          .createQuery("SELECT * FROM channel_key ORDER BY created_ms, id")
          .map((row, context) -> Map.entry(KEY.map(row, context), row.getString("secret")))
          .forEach(entry -> taker.accept(entry.getKey(), entry.getValue()));
      return true;
    });
  }

  /** What an encoder shows. */
  public Optional<String> secret(String channel, String id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT secret FROM channel_key WHERE channel = :channel AND id = :id")
            .bind("channel", channel)
            .bind("id", id)
            .mapTo(String.class)
            .findOne());
  }

  /** Notes when keys let somebody in, by their ids. */
  public void used(Map<String, Long> millis) {
    database.write(handle -> {
      millis.forEach((id, used) ->
          handle.execute("UPDATE channel_key SET used_ms = ? WHERE id = ?", used, id));
      return true;
    });
  }

  /** Takes a key of a channel away; whether there was one. */
  public boolean remove(String channel, String id) {
    return database.write(handle ->
        handle.execute("DELETE FROM channel_key WHERE channel = ? AND id = ?", channel, id) == 1);
  }
}
