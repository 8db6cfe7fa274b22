package dev.weir.library;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * What receivers have yet to be told of films, in the database: written together with the change
 * that it is about, so that neither is there without the other. Thread-safe; blocks.
 */
public final class Deliveries {
  private static final RowMapper<Delivery> DELIVERY =
      (row, _) ->
          new Delivery(
              row.getString("id"),
              row.getString("receiver"),
              Columns.constant(AssetEvent.class, row, "event"),
              row.getString("asset"),
              Optional.ofNullable(row.getString("body")),
              row.getInt("attempts"),
              row.getLong("created_ms"));

  private static final String ONE = " WHERE id = ? AND receiver = ?";

  private final Database database;

  public Deliveries(Database database) {
    this.database = database;
  }

  /**
   * What waits for a receiver.
   *
   * @param nextMillis when the first of it is due, since 1970 in UTC; empty where nothing waits
   */
  public record Waiting(long count, OptionalLong nextMillis) {}

  /** Has all {@code receivers} told, within the transaction that makes it true. */
  static void insert(
      Handle handle, List<String> receivers, AssetEvent event, String asset, long nowMillis) {
    for (String receiver : receivers) {
      handle
          .createUpdate(
              """
              INSERT INTO delivery (id, receiver, event, asset, attempts, due_ms, created_ms)
              VALUES (:id, :receiver, :event, :asset, 0, :now, :now)
              ON CONFLICT (id, receiver) DO NOTHING
              """)
          .bind("id", id(event, asset, nowMillis))
          .bind("receiver", receiver)
          .bind("event", event.name())
          .bind("asset", asset)
          .bind("now", nowMillis)
          .execute();
    }
  }

  /** Without a full stop, which separates what is signed. */
  private static String id(AssetEvent event, String asset, long nowMillis) {
    return "evt_%s_%s_%d".formatted(asset, event.name().toLowerCase(Locale.ROOT), nowMillis);
  }

  public Waiting waiting(String receiver) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT count(*) AS waiting, min(due_ms) AS next_ms FROM delivery"
                    + " WHERE receiver = :receiver")
            .bind("receiver", receiver)
            .map((row, _) ->
                new Waiting(row.getLong("waiting"), Columns.optionalLong(row, "next_ms")))
            .one());
  }

  /**
   * Takes what has been due for longest. It is due again at {@code againMillis}, so that it is not
   * lost with whoever has taken it.
   */
  public Optional<Delivery> claim(String receiver, long nowMillis, long againMillis) {
    return database.write(handle ->
        handle
            .createQuery(
                """
                UPDATE delivery SET due_ms = :again, claimed = 1, attempts = attempts + 1
                WHERE receiver = :receiver AND id = (
                  SELECT id FROM delivery
                  WHERE receiver = :receiver AND due_ms <= :now
                  ORDER BY due_ms, created_ms, id LIMIT 1)
                AND due_ms <= :now
                RETURNING *
                """)
            .bind("receiver", receiver)
            .bind("now", nowMillis)
            .bind("again", againMillis)
            .map(DELIVERY)
            .findOne());
  }

  /**
   * Has what was taken and not noted due now, where no other server uses the database: to be called
   * at the start of one, since who took it is gone. What waits for its next attempt goes on
   * waiting.
   */
  public void takeBack(long nowMillis) {
    if (!database.isShared()) {
      database.write(handle ->
          handle.execute(
              "UPDATE delivery SET due_ms = ?, claimed = 0 WHERE claimed = 1", nowMillis));
    }
  }

  /** Keeps what is told, so that each attempt tells the same. */
  public void write(Delivery delivery) {
    database.write(handle ->
        handle.execute(
            "UPDATE delivery SET body = ?" + ONE,
            delivery.body().orElse(null),
            delivery.id(),
            delivery.receiver()));
  }

  /** Has it tried again at {@code dueMillis}. */
  public void postpone(Delivery delivery, long dueMillis) {
    database.write(handle ->
        handle.execute(
            "UPDATE delivery SET due_ms = ?, claimed = 0" + ONE,
            dueMillis,
            delivery.id(),
            delivery.receiver()));
  }

  /** Forgets it: the receiver has it, or never will. */
  public void remove(Delivery delivery) {
    database.write(
        handle -> handle.execute("DELETE FROM delivery" + ONE, delivery.id(), delivery.receiver()));
  }

  /** Forgets what waits for others than {@code receivers}; how much that is. */
  public int keepOnly(List<String> receivers) {
    return database.write(handle ->
        receivers.isEmpty()
            ? handle.execute("DELETE FROM delivery")
            : handle
                .createUpdate("DELETE FROM delivery WHERE receiver NOT IN (<receivers>)")
                .bindList("receivers", receivers)
                .execute());
  }
}
