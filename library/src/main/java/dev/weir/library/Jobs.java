package dev.weir.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * What is to be done for films, in the database. Whoever does something has a lease on it, and has
 * to renew it: one that runs out goes to the next who asks, so that nothing is left undone by a
 * server that is gone. Thread-safe; blocks.
 */
public final class Jobs {
  /** What fails so often would fail again. */
  public static final int MOST_ATTEMPTS = 3;

  private static final int MOST_LOG_CHARACTERS = 20_000;
  private static final long MOST_PAUSE_MILLIS = 3_600_000;

  private static final RowMapper<Job> JOB =
      (row, _) ->
          new Job(
              row.getString("id"),
              row.getString("asset"),
              Columns.constant(Job.Kind.class, row, "kind"),
              row.getString("rendition"),
              row.getInt("first_segment"),
              row.getInt("end_segment"),
              row.getInt("priority"),
              Columns.constant(Job.State.class, row, "state"),
              row.getInt("attempts"),
              row.getDouble("progress"),
              Optional.ofNullable(row.getString("log")),
              row.getLong("created_ms"));

  private final Database database;

  public Jobs(Database database) {
    this.database = database;
  }

  /** Adds those that are not there yet: a film, a kind, a rendition and a first segment are one. */
  public void add(List<Job> jobs) {
    database.write(handle -> insert(handle, jobs));
  }

  static int insert(Handle handle, List<Job> jobs) {
    for (Job job : jobs) {
      handle
          .createUpdate(
              """
              INSERT INTO job (id, asset, kind, rendition, first_segment, end_segment, priority,
                state, attempts, due_ms, lease_ms, progress, created_ms)
              VALUES (:id, :asset, :kind, :rendition, :first, :end, :priority,
                'WAITING', 0, 0, 0, 0, :created)
              ON CONFLICT (asset, kind, rendition, first_segment) DO NOTHING
              """)
          .bind("id", job.id())
          .bind("asset", job.asset())
          .bind("kind", job.kind().name())
          .bind("rendition", job.rendition())
          .bind("first", job.firstSegment())
          .bind("end", job.endSegment())
          .bind("priority", job.priority())
          .bind("created", job.createdMillis())
          .execute();
    }
    return jobs.size();
  }

  /**
   * Takes the most urgent of the most urgent film that nobody is doing.
   *
   * @param owner who does it
   * @param untilMillis when the lease runs out, since 1970 in UTC
   */
  public Optional<Job> claim(String owner, long nowMillis, long untilMillis) {
    return database.write(handle -> {
      lose(handle, nowMillis, nowMillis);
      return handle
          .createQuery(
              """
              UPDATE job SET state = 'RUNNING', owner = :owner, lease_ms = :until,
                attempts = attempts + 1, progress = 0
              WHERE id = (
                SELECT id FROM job
                WHERE state = 'WAITING' AND due_ms <= :now
                ORDER BY (SELECT asset.priority FROM asset WHERE asset.id = job.asset),
                  priority, created_ms, first_segment, id LIMIT 1)
              AND state = 'WAITING'
              RETURNING *
              """)
          .bind("owner", owner)
          .bind("until", untilMillis)
          .bind("now", nowMillis)
          .map(JOB)
          .findOne();
    });
  }

  /**
   * Has what was being done here begun anew, where no other server uses the database: to be called
   * at the start of one, since who did it is gone. Elsewhere their leases have to run out.
   */
  public void takeBack(long nowMillis) {
    if (!database.isShared()) {
      database.write(handle -> lose(handle, nowMillis, Long.MAX_VALUE));
    }
  }

  /**
   * Those who did them are gone, which is no fault of theirs and counts as no attempt. But what
   * servers die of again and again has to wait ever longer, so that they do something else first.
   */
  private static int lose(Handle handle, long nowMillis, long leaseMillis) {
    String lost = " WHERE state = 'RUNNING' AND lease_ms <= ?";
    List<Map.Entry<String, Integer>> before =
        handle
            .select("SELECT id, losses FROM job" + lost, leaseMillis)
            .map((row, _) -> Map.entry(row.getString("id"), row.getInt("losses")))
            .list();
    before.forEach(job ->
        handle.execute(
            "UPDATE job SET state = 'WAITING', owner = NULL, attempts = attempts - 1,"
                + " losses = losses + 1, due_ms = ?,"
                + " log = 'The server ended while this was done.'"
                + lost
                + " AND id = ?",
            nowMillis + pauseMillis(job.getValue()),
            leaseMillis,
            job.getKey()));
    return before.size();
  }

  /** None after the first loss, then a second, then twice as long each time. */
  private static long pauseMillis(int lossesBefore) {
    return lossesBefore == 0
        ? 0
        : Math.min(MOST_PAUSE_MILLIS, 1000L << Math.min(lossesBefore - 1, 30));
  }

  /**
   * Keeps it for longer; false where it is not {@code owner}'s (any more), who has to stop then.
   */
  public boolean renew(Job job, String owner, double progress, long untilMillis) {
    return database.write(handle ->
        handle.execute(
                "UPDATE job SET lease_ms = ?, progress = ?"
                    + " WHERE id = ? AND owner = ? AND state = 'RUNNING'",
                untilMillis,
                progress,
                job.id(),
                owner)
            == 1);
  }

  /** Notes that it is done; false where it is not {@code owner}'s (any more). */
  public boolean finish(Job job, String owner) {
    return database.write(handle ->
        handle.execute(
                "UPDATE job SET state = 'DONE', progress = 1, owner = NULL, log = NULL"
                    + " WHERE id = ? AND owner = ? AND state = 'RUNNING'",
                job.id(),
                owner)
            == 1);
  }

  /** Has it tried again at {@code dueMillis}, or parks it where that was the last attempt. */
  public void fail(Job job, String owner, String log, long dueMillis) {
    database.write(handle ->
        handle.execute(
            "UPDATE job SET state = CASE WHEN attempts >= ? THEN 'PARKED' ELSE 'WAITING' END,"
                + " owner = NULL, due_ms = ?, log = ?"
                + " WHERE id = ? AND owner = ? AND state = 'RUNNING'",
            MOST_ATTEMPTS,
            dueMillis,
            tail(log),
            job.id(),
            owner));
  }

  /** Has it tried again at {@code dueMillis}, for a reason that is not its own. */
  public void postpone(Job job, String owner, String log, long dueMillis) {
    database.write(handle ->
        handle.execute(
            "UPDATE job SET state = 'WAITING', attempts = attempts - 1, owner = NULL, due_ms = ?,"
                + " log = ? WHERE id = ? AND owner = ? AND state = 'RUNNING'",
            dueMillis,
            tail(log),
            job.id(),
            owner));
  }

  /**
   * Has all that is done of a rendition done anew, or parks what was tried too often already.
   *
   * @param log why
   */
  public void doAnew(String asset, String rendition, String log) {
    database.write(handle ->
        handle.execute(
            "UPDATE job SET state = CASE WHEN attempts >= ? THEN 'PARKED' ELSE 'WAITING' END,"
                + " progress = 0, due_ms = 0, log = ?"
                + " WHERE asset = ? AND rendition = ? AND state = 'DONE'",
            MOST_ATTEMPTS,
            tail(log),
            asset,
            rendition));
  }

  /** Gives it back as if it had not been begun: the server stops. */
  public void giveBack(String owner) {
    database.write(handle ->
        handle.execute(
            "UPDATE job SET state = 'WAITING', owner = NULL, attempts = attempts - 1"
                + " WHERE owner = ? AND state = 'RUNNING'",
            owner));
  }

  /** Those of a film, in the order in which they are done. */
  public List<Job> of(String asset) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM job WHERE asset = :asset"
                    + " ORDER BY priority, created_ms, first_segment, id")
            .bind("asset", asset)
            .map(JOB)
            .list());
  }

  /** How far those of films are. */
  public List<JobProgress> progress(List<String> assets) {
    if (assets.isEmpty()) {
      return List.of();
    }
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT asset, rendition, sum(size * progress) AS done, sum(size) AS total,
                  sum(CASE WHEN state IN ('WAITING', 'RUNNING') THEN 1 ELSE 0 END) AS still_open
                FROM (
                  SELECT asset, rendition, state, progress,
                    CASE WHEN end_segment > first_segment THEN end_segment - first_segment ELSE 1 END
                      AS size
                  FROM job WHERE asset IN (<assets>)) AS sized
                GROUP BY asset, rendition
                """)
            .bindList("assets", assets)
            .map((row, _) ->
                new JobProgress(
                    row.getString("asset"),
                    row.getString("rendition"),
                    row.getLong("still_open"),
                    row.getDouble("total"),
                    row.getDouble("done")))
            .list());
  }

  /** Calls off what is not done of a film; how many that were. */
  public int cancel(String asset) {
    return database.write(handle ->
        handle.execute(
            "UPDATE job SET state = 'PARKED', owner = NULL, log = 'Called off.'"
                + " WHERE asset = ? AND state IN ('WAITING', 'RUNNING')",
            asset));
  }

  /**
   * Has what is parked of a film tried again, and so what it would have made; how many that are.
   */
  public int retry(String asset) {
    return database.write(handle -> {
      handle.execute(
          "UPDATE rendition SET state = 'MAKING' WHERE asset = ? AND state = 'FAILED'", asset);
      return handle.execute(
          "UPDATE job SET state = 'WAITING', attempts = 0, losses = 0, due_ms = 0"
              + " WHERE asset = ? AND state = 'PARKED'",
          asset);
    });
  }

  private static String tail(String log) {
    return log.length() <= MOST_LOG_CHARACTERS
        ? log
        : log.substring(log.length() - MOST_LOG_CHARACTERS);
  }
}
