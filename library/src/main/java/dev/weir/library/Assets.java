package dev.weir.library;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Films, in the database. Thread-safe; blocks. */
public final class Assets {
  private static final RowMapper<Asset> ASSET =
      (row, _) ->
          new Asset(
              row.getString("id"),
              row.getString("title"),
              row.getString("file_name"),
              Columns.constant(AssetState.class, row, "state"),
              Optional.ofNullable(row.getString("reason")),
              Columns.constant(Visibility.class, row, "visibility"),
              Columns.constant(Downloads.class, row, "downloads"),
              Priority.at(row.getInt("priority")),
              row.getLong("size_bytes"),
              Columns.optionalLong(row, "duration_micros"),
              Optional.ofNullable(row.getString("cuts")),
              row.getLong("created_ms"));

  private static final RowMapper<Chapter> CHAPTER =
      (row, _) -> new Chapter(row.getLong("start_micros"), row.getString("title"));

  private final Database database;
  private final List<String> receivers;

  /** Nobody is told what happens. */
  public Assets(Database database) {
    this(database, List.of());
  }

  /**
   * @param receivers who is told what happens, by {@link Deliveries}
   */
  public Assets(Database database, List<String> receivers) {
    this.database = database;
    this.receivers = List.copyOf(receivers);
  }

  /** Adds {@code asset}, with the first thing to do for it, unless it is there; whether it did. */
  public boolean add(Asset asset, Job first) {
    return database.write(handle -> {
      boolean isNew = insert(handle, asset) == 1;
      if (isNew) {
        Jobs.insert(handle, List.of(first));
      }
      return isNew;
    });
  }

  private static int insert(Handle handle, Asset asset) {
    return handle
        .createUpdate(
            """
            INSERT INTO asset (id, title, title_search, file_name, file_search, state, visibility,
              size_bytes, created_ms, changed_ms)
            VALUES (:id, :title, :titleSearch, :file, :fileSearch, :state, :visibility,
              :size, :created, :created)
            ON CONFLICT (id) DO NOTHING
            """)
        .bind("id", asset.id())
        .bind("title", asset.title())
        .bind("titleSearch", SearchText.of(asset.title()))
        .bind("file", asset.fileName())
        .bind("fileSearch", SearchText.of(asset.fileName()))
        .bind("state", asset.state().name())
        .bind("visibility", asset.visibility().name())
        .bind("size", asset.sizeBytes())
        .bind("created", asset.createdMillis())
        .execute();
  }

  public Optional<Asset> find(String id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM asset WHERE id = :id")
            .bind("id", id)
            .map(ASSET)
            .findOne());
  }

  /** The newest first. */
  public List<Asset> list(AssetQuery query) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM asset
                WHERE (title_search LIKE :text ESCAPE '!' OR file_search LIKE :text ESCAPE '!')
                AND (:state = '' OR state = :state)
                AND (:open = 0 OR (visibility = 'PUBLIC' AND state = 'READY'))
                AND (created_ms < :created OR (created_ms = :created AND id > :id))
                ORDER BY created_ms DESC, id
                LIMIT :limit
                """)
            .bind("text", pattern(query.text()))
            .bind("state", query.state().map(AssetState::name).orElse(""))
            .bind("open", query.publicOnly() ? 1 : 0)
            .bind("created", query.behind().createdMillis())
            .bind("id", query.behind().id())
            .bind("limit", query.limit())
            .map(ASSET)
            .list());
  }

  private static String pattern(String text) {
    String escaped = SearchText.of(text).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + escaped + "%";
  }

  /** Notes that it is being looked at. */
  public void read(String id, long nowMillis) {
    database.write(handle -> setState(handle, id, AssetState.READING, Optional.empty(), nowMillis));
  }

  /** Notes that it can be watched, and has others told where that is new. */
  public void ready(String id, long nowMillis) {
    database.write(handle ->
        setState(handle, id, AssetState.READY, Optional.empty(), nowMillis)
            && tell(handle, AssetEvent.READY, id, nowMillis));
  }

  /** Notes that it cannot be watched, and has others told where that is new. */
  public void fail(String id, String reason, long nowMillis) {
    database.write(handle ->
        setState(handle, id, AssetState.FAILED, Optional.of(reason), nowMillis)
            && tell(handle, AssetEvent.FAILED, id, nowMillis));
  }

  /** Whether it was in another before. */
  private static boolean setState(
      Handle handle, String id, AssetState state, Optional<String> reason, long nowMillis) {
    int changed =
        handle.execute(
            "UPDATE asset SET state = ?, changed_ms = ? WHERE id = ? AND state <> ?",
            state.name(),
            nowMillis,
            id,
            state.name());
    handle.execute("UPDATE asset SET reason = ? WHERE id = ?", reason.orElse(null), id);
    return changed == 1;
  }

  private boolean tell(Handle handle, AssetEvent event, String id, long nowMillis) {
    Deliveries.insert(handle, receivers, event, id, nowMillis);
    return true;
  }

  /** Notes that all that was planned for it has been made, and has others told, once. */
  public void complete(String id, long nowMillis) {
    database.write(handle -> {
      int changed =
          handle.execute(
              "UPDATE asset SET complete_ms = ?"
                  + " WHERE id = ? AND state = 'READY' AND complete_ms IS NULL",
              nowMillis,
              id);
      return changed == 1 && tell(handle, AssetEvent.COMPLETE, id, nowMillis);
    });
  }

  /**
   * Films for which nothing is left to do, and of which that was not noted: a server was killed
   * between the last job and its note.
   */
  public List<String> unsettled() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT id FROM asset
                WHERE (state IN ('WAITING', 'READING')
                    AND NOT EXISTS (SELECT 1 FROM job WHERE job.asset = asset.id
                      AND job.state IN ('WAITING', 'RUNNING')))
                  OR (state = 'READY' AND complete_ms IS NULL
                    AND NOT EXISTS (SELECT 1 FROM job WHERE job.asset = asset.id
                      AND job.state <> 'DONE'))
                ORDER BY created_ms, id
                """)
            .mapTo(String.class)
            .list());
  }

  /** Notes how long it plays, and where its renditions are cut. */
  public void measure(String id, long durationMicros, String cuts, List<Chapter> chapters) {
    database.write(handle -> {
      handle.execute("DELETE FROM chapter WHERE asset = ?", id);
      for (Chapter chapter : chapters) {
        handle.execute(
            "INSERT INTO chapter (asset, start_micros, title) VALUES (?, ?, ?)"
                + " ON CONFLICT (asset, start_micros) DO NOTHING",
            id,
            chapter.startMicros(),
            chapter.title());
      }
      return handle.execute(
          "UPDATE asset SET duration_micros = ?, cuts = ? WHERE id = ?", durationMicros, cuts, id);
    });
  }

  public List<Chapter> chapters(String id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM chapter WHERE asset = :id ORDER BY start_micros")
            .bind("id", id)
            .map(CHAPTER)
            .list());
  }

  /** Of some films, those without left out. */
  public Map<String, List<Chapter>> chapters(List<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM chapter WHERE asset IN (<ids>) ORDER BY start_micros")
            .bindList("ids", ids)
            .map((row, context) -> Map.entry(row.getString("asset"), CHAPTER.map(row, context)))
            .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList()))));
  }

  /** Has it as its owner wants it from now on; whether it is there. */
  public boolean change(String id, AssetChange wanted, long nowMillis) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE asset SET title = COALESCE(:title, title),
                      title_search = COALESCE(:search, title_search),
                      visibility = COALESCE(:visibility, visibility),
                      downloads = COALESCE(:downloads, downloads),
                      priority = COALESCE(:priority, priority),
                      changed_ms = :now
                    WHERE id = :id
                    """)
                .bind("title", wanted.title().orElse(null))
                .bind("search", wanted.title().map(SearchText::of).orElse(null))
                .bind("visibility", wanted.visibility().map(Visibility::name).orElse(null))
                .bind("downloads", wanted.downloads().map(Downloads::name).orElse(null))
                .bind("priority", wanted.priority().map(Priority::place).orElse(null))
                .bind("now", nowMillis)
                .bind("id", id)
                .execute()
            == 1);
  }

  /** Forgets it with all that belongs to it; whether it was there. */
  public boolean remove(String id) {
    return database.write(handle -> handle.execute("DELETE FROM asset WHERE id = ?", id) == 1);
  }
}
