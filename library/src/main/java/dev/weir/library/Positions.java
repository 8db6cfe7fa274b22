package dev.weir.library;

import java.util.OptionalLong;

/** Where viewers left films, in the database. Thread-safe; blocks. */
public final class Positions {
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

  /** Notes it, unless there is no such film; whether it did. */
  public boolean put(String viewer, String asset, long positionMillis, long nowMillis) {
    return database.write(handle ->
        handle
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
            .execute())
        == 1;
  }

  /** Forgets those that were last noted before; how many that were. */
  public int forgetBefore(long millis) {
    return database.write(
        handle -> handle.execute("DELETE FROM viewer_position WHERE changed_ms < ?", millis));
  }
}
