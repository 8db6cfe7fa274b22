package dev.weir.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** Channels, in the database; their keys are {@link StreamKeys}. Thread-safe; blocks. */
public final class Channels {
  public static final int MOST = 10_000;

  private static final RowMapper<Channel> CHANNEL = (row, _) -> channel(row);

  private final Database database;

  public Channels(Database database) {
    this.database = database;
  }

  private static Channel channel(ResultSet row) throws SQLException {
    return new Channel(
        row.getString("name"),
        Optional.ofNullable(row.getString("title")),
        policies(row),
        row.getLong("created_ms"),
        row.getLong("changed_ms"));
  }

  private static ChannelPolicies policies(ResultSet row) throws SQLException {
    OptionalLong dvrMillis = Columns.optionalLong(row, "dvr_ms");
    return new ChannelPolicies(
        Columns.optionalConstant(SecondPublisher.class, row, "second_publisher"),
        dvrMillis.isPresent()
            ? Optional.of(Duration.ofMillis(dvrMillis.getAsLong()))
            : Optional.empty(),
        Optional.ofNullable(row.getString("ladder")).map(Ladder::parse),
        Columns.optionalConstant(LadderRuns.class, row, "ladder_runs"),
        Columns.constant(Recording.class, row, "recording"));
  }

  /** Adds {@code channel} with its first key. */
  public Addition add(Channel channel, StreamKey key, String secret) {
    return database.write(handle -> {
      if (find(handle, channel.name()).isPresent()) {
        return Addition.TAKEN;
      }
      if (count(handle) >= MOST) {
        return Addition.TOO_MANY;
      }
      if (insert(handle, channel) == 0) {
        return Addition.TAKEN;
      }
      StreamKeys.insert(handle, key, secret);
      return Addition.DONE;
    });
  }

  private static int count(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM channel").mapTo(Integer.class).one();
  }

  private static int insert(Handle handle, Channel channel) {
    return bind(
            handle.createUpdate(
                """
                INSERT INTO channel (name, title, second_publisher, dvr_ms, ladder, ladder_runs,
                  recording, created_ms, changed_ms)
                VALUES (:name, :title, :second, :dvr, :ladder, :runs, :recording, :created, :changed)
                ON CONFLICT (name) DO NOTHING
                """),
            channel)
        .bind("created", channel.createdMillis())
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Channel channel) {
    ChannelPolicies policies = channel.policies();
    return statement
        .bind("name", channel.name())
        .bind("title", channel.title().orElse(null))
        .bind("second", policies.secondPublisher().map(SecondPublisher::name).orElse(null))
        .bind("dvr", policies.dvr().map(Duration::toMillis).orElse(null))
        .bind("ladder", policies.ladder().map(Ladder::toString).orElse(null))
        .bind("runs", policies.ladderRuns().map(LadderRuns::name).orElse(null))
        .bind("recording", policies.recording().name())
        .bind("changed", channel.changedMillis());
  }

  public Optional<Channel> find(String name) {
    return database.read(handle -> find(handle, name));
  }

  private static Optional<Channel> find(Handle handle, String name) {
    return handle
        .createQuery("SELECT * FROM channel WHERE name = :name")
        .bind("name", name)
        .map(CHANNEL)
        .findOne();
  }

  /** All of them. */
  public List<Channel> all() {
    return database.read(handle -> handle.createQuery("SELECT * FROM channel").map(CHANNEL).list());
  }

  /**
   * Changes title or policies; what two change at the same time, one after the other.
   *
   * @return what it has become, if it is there
   */
  public Optional<Channel> change(String name, UnaryOperator<Channel> wanted, long nowMillis) {
    return database.write(handle -> {
      int found =
          handle.execute("UPDATE channel SET changed_ms = ? WHERE name = ?", nowMillis, name);
      if (found == 0) {
        return Optional.empty();
      }
      Channel changed = wanted.apply(find(handle, name).orElseThrow()).changedAt(nowMillis);
      bind(
              handle.createUpdate(
                  """
                  UPDATE channel SET title = :title, second_publisher = :second, dvr_ms = :dvr,
                    ladder = :ladder, ladder_runs = :runs, recording = :recording,
                    changed_ms = :changed
                  WHERE name = :name
                  """),
              changed)
          .execute();
      return Optional.of(changed);
    });
  }

  /** Forgets it with its keys; whether it was there. */
  public boolean remove(String name) {
    return database.write(
        handle -> handle.execute("DELETE FROM channel WHERE name = ?", name) == 1);
  }
}
