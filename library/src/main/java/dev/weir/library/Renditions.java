package dev.weir.library;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** What films are served as, in the database. Thread-safe; blocks. */
public final class Renditions {
  private static final RowMapper<Rendition> RENDITION =
      (row, _) ->
          new Rendition(
              row.getString("asset"),
              row.getString("name"),
              row.getInt("place"),
              Columns.constant(Rendition.Kind.class, row, "kind"),
              row.getString("codec"),
              row.getInt("width"),
              row.getInt("height"),
              row.getDouble("frame_rate"),
              row.getInt("channels"),
              row.getLong("bitrate_bps"),
              Optional.ofNullable(row.getString("language")),
              Optional.ofNullable(row.getString("label")),
              Columns.constants(Rendition.Role.class, row, "roles"),
              row.getLong("size_bytes"),
              Columns.constant(Rendition.State.class, row, "state"));

  private final Database database;

  public Renditions(Database database) {
    this.database = database;
  }

  /** Those of a film, by kind and place. */
  public List<Rendition> of(String asset) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM rendition WHERE asset = :asset ORDER BY kind DESC, place, name")
            .bind("asset", asset)
            .map(RENDITION)
            .list());
  }

  /** Those of some films, each by kind and place. */
  public List<Rendition> of(List<String> assets) {
    if (assets.isEmpty()) {
      return List.of();
    }
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM rendition WHERE asset IN (<assets>)"
                    + " ORDER BY asset, kind DESC, place, name")
            .bindList("assets", assets)
            .map(RENDITION)
            .list());
  }

  /** Adds it, or puts it in the place of the one of its name. */
  public void put(Rendition rendition) {
    database.write(handle -> {
      handle.execute(
          "DELETE FROM rendition WHERE asset = ? AND name = ?",
          rendition.asset(),
          rendition.name());
      return handle
          .createUpdate(
              """
              INSERT INTO rendition (asset, name, place, kind, codec, width, height, frame_rate,
                channels, bitrate_bps, language, label, roles, size_bytes, state)
              VALUES (:asset, :name, :place, :kind, :codec, :width, :height, :rate,
                :channels, :bitrate, :language, :label, :roles, :size, :state)
              """)
          .bind("asset", rendition.asset())
          .bind("name", rendition.name())
          .bind("place", rendition.place())
          .bind("kind", rendition.kind().name())
          .bind("codec", rendition.codec())
          .bind("width", rendition.width())
          .bind("height", rendition.height())
          .bind("rate", rendition.frameRate())
          .bind("channels", rendition.channels())
          .bind("bitrate", rendition.bitrateBps())
          .bind("language", rendition.language().orElse(null))
          .bind("label", rendition.label().orElse(null))
          .bind("roles", Columns.words(rendition.roles()))
          .bind("size", rendition.sizeBytes())
          .bind("state", rendition.state().name())
          .execute();
    });
  }

  /** Forgets it; whether it was there. */
  public boolean remove(String asset, String name) {
    return database.write(handle ->
        handle.execute("DELETE FROM rendition WHERE asset = ? AND name = ?", asset, name) == 1);
  }
}
