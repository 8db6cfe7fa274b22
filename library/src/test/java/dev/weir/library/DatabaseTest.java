package dev.weir.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.library.DatabaseException.Code;
import dev.weir.library.Databases.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
  private static final Account ADMIN = new Account("admin", "hash", 1_000, 1_000);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void findsWhatWasWrittenWhenOpenedAgain(Engine engine) {
    DatabaseAddress address = Databases.empty(engine, folder);
    try (var database = Database.open(address)) {
      new Accounts(database).add(ADMIN);
    }

    try (var database = Database.open(address)) {
      assertThat(new Accounts(database).find("admin")).contains(ADMIN);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void doesNothingOfWhatFails(Engine engine) {
    try (var database = Database.open(Databases.empty(engine, folder))) {
      assertThatThrownBy(() ->
              database.write(handle -> {
                handle.execute("INSERT INTO account VALUES ('admin', 'hash', 1, 1)");
                throw new IllegalStateException("in the midst");
              }))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("in the midst");

      assertThat(new Accounts(database).find("admin")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void writesForManyAtOnce(Engine engine) throws Exception {
    int writers = 32;
    try (var database = Database.open(Databases.empty(engine, folder));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var accounts = new Accounts(database);
      var done = new CountDownLatch(writers);
      for (int i = 0; i < writers; i++) {
        var account = new Account("a" + i, "hash", i, i);
        threads.execute(() -> {
          accounts.add(account);
          done.countDown();
        });
      }
      done.await();

      for (int i = 0; i < writers; i++) {
        assertThat(accounts.find("a" + i)).isPresent();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void refusesWhatALaterVersionHasMade(Engine engine) {
    DatabaseAddress address = Databases.empty(engine, folder);
    try (var database = Database.open(address)) {
      database.write(handle ->
          handle.execute(
              """
              INSERT INTO schema_history (installed_rank, version, description, type, script,
                checksum, installed_by, installed_on, execution_time, success)
              SELECT 1000, '1000', 'of the future', type, script, checksum, installed_by,
                installed_on, execution_time, success
              FROM schema_history WHERE version = '1'
              """));
    }

    assertThatThrownBy(() -> Database.open(address))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            fault -> assertThat(fault.code()).isEqualTo(Code.UNKNOWN_SCHEMA))
        .hasMessageContaining("a later one has used it");
  }

  @Test
  void saysThatAFileIsNoDatabase() throws Exception {
    Path file = folder.resolve("text.db");
    Files.writeString(file, "This is a text, and long enough for a header.\n".repeat(100));

    assertThatThrownBy(() -> Database.open(new DatabaseAddress.Sqlite(file)))
        .isInstanceOfSatisfying(
            DatabaseException.class, fault -> assertThat(fault.code()).isEqualTo(Code.UNAVAILABLE));
  }

  @Test
  void saysThatNoServerAnswers() {
    var address =
        new DatabaseAddress.Postgresql("jdbc:postgresql://127.0.0.1:1/weir", "weir", "secret");

    assertThatThrownBy(() -> Database.open(address))
        .isInstanceOfSatisfying(
            DatabaseException.class, fault -> assertThat(fault.code()).isEqualTo(Code.UNAVAILABLE))
        .hasMessageNotContaining("secret");
    assertThat(address.toString()).doesNotContain("secret");
  }

  @Test
  void syncsWhatItWrites() {
    try (var database = Database.open(Databases.empty(Engine.SQLITE, folder))) {
      String journal =
          database.write(
              handle -> handle.createQuery("PRAGMA journal_mode").mapTo(String.class).one());
      int synchronous =
          database.write(
              handle -> handle.createQuery("PRAGMA synchronous").mapTo(Integer.class).one());

      assertThat(journal).isEqualTo("wal");
      assertThat(synchronous).isEqualTo(2);
    }
  }
}
