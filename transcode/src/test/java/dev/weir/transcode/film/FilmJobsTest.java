package dev.weir.transcode.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Asset;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.Job;
import dev.weir.testkit.ManualClock;
import dev.weir.transcode.vod.LadderConfig;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs, whatever they are about. */
class FilmJobsTest {
  @TempDir private Path root;
  private final ManualClock clock = new ManualClock(1_000_000);
  private final CountDownLatch never = new CountDownLatch(1);
  private Database database;
  private FilmTools tools;

  @BeforeEach
  void open() throws IOException {
    database = Database.open(new DatabaseAddress.Sqlite(root.resolve("library.db")));
    tools = Workshop.tools(root, database, LadderConfig.DEFAULTS, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void doesNotCountAnAttemptThatAStopHasEnded() throws Exception {
    var begun = new CountDownLatch(1);
    FilmWorkers workers =
        start(
            1,
            (_, _) -> {
              begun.countDown();
              awaitLikeAChannel(never);
            });
    add("a");
    workers.wake();
    begun.await();

    workers.close();

    assertThat(job("a").state()).isEqualTo(Job.State.WAITING);
    assertThat(job("a").attempts()).isZero();
  }

  @Test
  void goesOnWithAJobWhoseLeaseHasRunOut() throws Exception {
    var begun = new AtomicInteger();
    var end = new CountDownLatch(1);
    var other = new CountDownLatch(1);
    FilmWorkers workers =
        start(
            2,
            (job, _) -> {
              if (job.asset().equals("a")) {
                begun.incrementAndGet();
                end.await();
              } else {
                other.countDown();
              }
            });
    try (workers) {
      add("a");
      workers.wake();
      awaitUntil(() -> begun.get() == 1);
      while (job("a").log().isEmpty()) {
        clock.advance(Duration.ofMinutes(1));
        workers.wake();
        LockSupport.parkNanos(20_000_000);
      }
      add("b");
      workers.wake();

      assertThat(other.await(1, TimeUnit.MINUTES)).isTrue();
      end.countDown();
      awaitUntil(() -> job("a").state() == Job.State.DONE);
      assertThat(begun).hasValue(1);
    }
  }

  @Test
  void outlivesAnErrorInAJob() throws Exception {
    var other = new CountDownLatch(1);
    FilmWorkers workers =
        start(
            1,
            (job, _) -> {
              if (job.asset().equals("a")) {
                throw new StackOverflowError();
              }
              other.countDown();
            });
    try (workers) {
      add("a");
      workers.wake();
      awaitUntil(() -> job("a").attempts() == 1);
      add("b");
      workers.wake();

      assertThat(other.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(job("a").log()).contains("java.lang.StackOverflowError");
    }
  }

  /** Files tell an interrupt so. */
  private static void awaitLikeAChannel(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  private FilmWorkers start(int count, Craft reading) throws IOException {
    return FilmWorkers.start(tools, "test", count, Map.of(Job.Kind.READ, reading));
  }

  private static void awaitUntil(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void add(String id) {
    tools
        .assets()
        .add(
            Asset.waiting(id, id, id + ".mp4", 1, 0),
            Job.waiting(id + ".read", id, Job.Kind.READ, "", 0, 0));
  }

  private Job job(String id) {
    return tools.jobs().of(id).getFirst();
  }
}
