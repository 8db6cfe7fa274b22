package dev.weir.library;

import java.time.Duration;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Where viewers left films, in the database, for half a year; anybody may make up viewers.
 * Thread-safe; blocks.
 */
public final class Positions {
  private static final long KEPT_MILLIS = Duration.ofDays(183).toMillis();

  private final Database database;

  public Positions(Database database) {
    this.database = database;
  }

  /**
   * Milliseconds of film time.
   *
   * @param viewer the SHA-256 of what the viewer's browser shows, in hexadecimal
   */
  public OptionalLong find(String viewer, String asset) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT position_ms FROM viewer_position WHERE viewer = :viewer AND asset = :asset")
            .bind("viewer", viewer)
            .bind("asset", asset)
            .mapTo(Long.class)
            .findOne()
            .map(OptionalLong::of)
            .orElseGet(OptionalLong::empty));
  }

  /** Notes it, unless there is no such film, and forgets what is too old; whether it did. */
  public boolean put(String viewer, String asset, long positionMillis, long nowMillis) {
    return database.write(handle -> {
      handle.execute("DELETE FROM viewer_position WHERE changed_ms < ?", nowMillis - KEPT_MILLIS);
      return insert(handle, viewer, asset, positionMillis, nowMillis) == 1;
    });
  }

  private static int insert(
      Handle handle, String viewer, String asset, long positionMillis, long nowMillis) {
    return handle
        .createUpdate(
            """
            INSERT INTO viewer_position (viewer, asset, position_ms, changed_ms)
            SELECT :viewer, id, :position, :now FROM asset WHERE id = :asset
            ON CONFLICT (viewer, asset) DO UPDATE
              SET position_ms = excluded.position_ms, changed_ms = excluded.changed_ms
            """)
        .bind("viewer", viewer)
        .bind("asset", asset)
        .bind("position", positionMillis)
        .bind("now", nowMillis)
        .execute();
  }
}
