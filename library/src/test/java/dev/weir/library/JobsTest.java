package dev.weir.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Databases.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class JobsTest {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  @Parameter private Engine engine = Engine.SQLITE;
  @TempDir private Path folder;
  private Database database;
  private Jobs jobs;

  @BeforeEach
  void open() {
    database = Database.open(Databases.empty(engine, folder));
    jobs = new Jobs(database);
    new Assets(database)
        .add(Asset.waiting("a", "A", "a.mkv", 1, 0), job("read", Job.Kind.READ, "", 0, 5));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void givesTheMostUrgentToWhoeverAsksFirst() {
    jobs.add(List.of(job("high", Job.Kind.VIDEO, "v720", 0, 9)));
    jobs.add(List.of(job("low-2", Job.Kind.VIDEO, "v240", 5, 3)));
    jobs.add(List.of(job("low-1", Job.Kind.VIDEO, "v240", 0, 3)));

    assertThat(IntStream.range(0, 5).mapToObj(_ -> claimed("me", 100)))
        .containsExactly("low-1", "low-2", "read", "high", "");
    assertThat(jobs.of("a")).allMatch(job -> job.state() == Job.State.RUNNING);
  }

  @Test
  void givesThoseOfAnUrgentFilmFirst() {
    var assets = new Assets(database);
    for (String film : List.of("first", "later")) {
      assets.add(
          Asset.waiting(film, film, film + ".mkv", 1, 9),
          Job.waiting("read-" + film, film, Job.Kind.READ, "", 5, 9));
    }

    assets.change("later", at(Priority.LOW), 9);
    assets.change("first", at(Priority.HIGH), 9);
    jobs.add(List.of(Job.waiting("added", "first", Job.Kind.VIDEO, "v240", 9, 0)));

    assertThat(assets.find("first").orElseThrow().priority()).isEqualTo(Priority.HIGH);
    assertThat(IntStream.range(0, 4).mapToObj(_ -> claimed("me", 100)))
        .containsExactly("read-first", "added", "read", "read-later");
  }

  private static AssetChange at(Priority priority) {
    return new AssetChange(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(priority));
  }

  @Test
  void isThereOnceForEachStretchOfARendition() {
    jobs.add(List.of(job("one", Job.Kind.VIDEO, "v240", 0, 3)));
    jobs.add(List.of(job("again", Job.Kind.VIDEO, "v240", 0, 3)));

    assertThat(jobs.of("a")).extracting(Job::id).containsExactly("one", "read");
  }

  @Test
  void goesToTheNextWhenItsLeaseHasRunOut() {
    Job mine = jobs.claim("me", 100, 200).orElseThrow();

    assertThat(claimed("other", 199)).isEmpty();
    assertThat(jobs.renew(mine, "me", 0.5, 300)).isTrue();
    assertThat(claimed("other", 200)).isEmpty();
    assertThat(claimed("other", 300)).isEqualTo("read");

    assertThat(jobs.renew(mine, "me", 0.6, 400)).isFalse();
    assertThat(jobs.finish(mine, "me")).isFalse();
    assertThat(jobs.finish(mine, "other")).isTrue();
    assertThat(jobs.of("a").getFirst().state()).isEqualTo(Job.State.DONE);
  }

  @Test
  void isTriedThreeTimesThenParkedWithItsLog() {
    for (int attempt = 1; attempt <= Jobs.MOST_ATTEMPTS; attempt++) {
      Job job = jobs.claim("me", 1_000L * attempt, 1_000_000).orElseThrow();
      assertThat(job.attempts()).isEqualTo(attempt);
      jobs.fail(job, "me", "log " + attempt, 1_000L * attempt + 500);
      assertThat(claimed("me", 1_000L * attempt + 499)).isEmpty();
    }

    Job parked = jobs.of("a").getFirst();
    assertThat(parked.state()).isEqualTo(Job.State.PARKED);
    assertThat(parked.log()).contains("log 3");
    assertThat(claimed("me", 1_000_000)).isEmpty();
    assertThat(jobs.retry("a")).isOne();
    assertThat(claimed("me", 1_000_000)).isEqualTo("read");
  }

  @Test
  void isTriedForEverWhileTheDiskIsFull() {
    for (int attempt = 1; attempt <= 2 * Jobs.MOST_ATTEMPTS; attempt++) {
      Job job = jobs.claim("me", 1_000L * attempt, 1_000_000).orElseThrow();
      assertThat(job.attempts()).isOne();
      jobs.postpone(job, "me", "full", 1_000L * attempt + 500);
      assertThat(claimed("me", 1_000L * attempt + 499)).isEmpty();
    }

    assertThat(jobs.of("a").getFirst().log()).contains("full");
  }

  @Test
  void isNotToBlameForServersThatEnd() {
    for (int start = 1; start <= 2 * Jobs.MOST_ATTEMPTS; start++) {
      long nowMillis = start * DAY_MILLIS;
      claimed("me", nowMillis - HOUR_MILLIS); // finds that the last one is gone
      assertThat(jobs.claim("me", nowMillis, nowMillis + 100).orElseThrow().attempts()).isOne();
    }
  }

  @Test
  void waitsEverLongerWhenServersDieOfIt() {
    assertThat(claimed("me", 1_000)).isEqualTo("read");
    assertThat(claimed("me", 1_100)).as("after one loss").isEqualTo("read");
    assertThat(claimed("me", 1_200)).as("after two").isEmpty();
    assertThat(claimed("me", 2_199)).isEmpty();
    assertThat(claimed("me", 2_200)).isEqualTo("read");
    assertThat(claimed("me", 2_300)).as("after three").isEmpty();
    assertThat(claimed("me", 4_299)).isEmpty();
    assertThat(claimed("me", 4_300)).isEqualTo("read");
  }

  @Test
  void isTakenBackAtOnceWhereNobodyElseCanBeDoingIt() {
    jobs.claim("killed", 100, 10_000);

    jobs.takeBack(101);

    assertThat(claimed("next", 101)).isEqualTo(engine == Engine.SQLITE ? "read" : "");
  }

  @Test
  void isGivenBackByAServerThatStops() {
    jobs.claim("me", 100, 10_000);

    jobs.giveBack("me");

    assertThat(jobs.claim("other", 101, 10_000).orElseThrow().attempts()).isOne();
  }

  @Test
  void isDoneAnewThreeTimesThenParked() {
    for (int attempt = 1; attempt <= Jobs.MOST_ATTEMPTS; attempt++) {
      Job job = jobs.claim("me", 100, 10_000).orElseThrow();
      assertThat(job.attempts()).isEqualTo(attempt);
      jobs.finish(job, "me");

      jobs.doAnew("a", "", "It does not fit.");
    }

    assertThat(claimed("me", 100)).isEmpty();
    assertThat(jobs.of("a").getFirst().state()).isEqualTo(Job.State.PARKED);
    assertThat(jobs.of("a").getFirst().log()).contains("It does not fit.");
  }

  @Test
  void canBeCalledOff() {
    Job job = jobs.claim("me", 100, 10_000).orElseThrow();

    assertThat(jobs.cancel("a")).isOne();

    assertThat(jobs.renew(job, "me", 0.5, 20_000)).isFalse();
    assertThat(claimed("me", 100)).isEmpty();
  }

  @Test
  void twoNeverDoTheSame() throws Exception {
    jobs.add(
        IntStream.range(0, 40).mapToObj(i -> job("v" + i, Job.Kind.VIDEO, "v240", i, 3)).toList());
    Queue<String> taken = new ConcurrentLinkedQueue<>();

    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        String owner = "worker" + i;
        workers.submit(() -> takeAll(owner, taken));
      }
    }

    assertThat(taken).doesNotHaveDuplicates().hasSize(41);
  }

  /** Another may have been quicker to take the one that was found: so it asks again. */
  private void takeAll(String owner, Queue<String> taken) {
    while (taken.size() < 41) {
      jobs.claim(owner, 100, 10_000).map(Job::id).ifPresent(taken::add);
    }
  }

  private String claimed(String owner, long nowMillis) {
    return jobs.claim(owner, nowMillis, nowMillis + 100).map(Job::id).orElse("");
  }

  private static Job job(String id, Job.Kind kind, String rendition, int first, int priority) {
    return Job.waiting(id, "a", kind, rendition, priority, 0).of(first, first + 5);
  }
}
