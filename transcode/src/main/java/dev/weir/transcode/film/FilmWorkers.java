package dev.weir.transcode.film;

import dev.weir.library.DatabaseException;
import dev.weir.library.Job;
import dev.weir.media.MediaFormatException;
import dev.weir.storage.BlobException;
import dev.weir.transcode.vod.JobFolder;
import dev.weir.transcode.vod.TranscodeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what there is to do for films, so many jobs at a time, each on a virtual thread that mostly
 * waits for a child process. While a job is being done its lease is renewed; one that was called
 * off, or went to another server, is interrupted. Thread-safe.
 */
public final class FilmWorkers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FilmWorkers.class);

  private static final long LEASE_MILLIS = 30_000;
  private static final long RENEW_MILLIS = 5_000;
  private static final long LOOK_MILLIS = 2_000;
  private static final long FIRST_PAUSE_MILLIS = 5_000;
  private static final long FULL_PAUSE_MILLIS = 15_000;
  private static final int STOP_LIMIT_SECONDS = 10;

  private final FilmTools tools;
  private final FilmProgress progress;
  private final String owner;
  private final int count;
  private final Map<Job.Kind, Craft> crafts = new EnumMap<>(Job.Kind.class);
  private final Map<String, RunningJob> running = new ConcurrentHashMap<>();
  private final Semaphore news = new Semaphore(0);
  private final CountDownLatch ended;
  private final List<Thread> threads;
  private final CountDownLatch stopping = new CountDownLatch(1);

  private FilmWorkers(FilmTools tools, String owner, int count, Map<Job.Kind, Craft> others) {
    this.tools = tools;
    this.owner = owner;
    this.count = count;
    var reader = new FilmReader(tools);
    progress = new FilmProgress(tools, reader);
    crafts.put(Job.Kind.READ, new Reading(tools, reader, progress));
    crafts.put(Job.Kind.VIDEO, new VideoEncoding(tools, reader));
    crafts.put(Job.Kind.AUDIO, new AudioEncoding(tools, reader));
    crafts.put(Job.Kind.PICTURES, new PictureMaking(tools, reader));
    crafts.putAll(others);
    ended = new CountDownLatch(count);
    var started = new ArrayList<Thread>();
    for (int i = 0; i < count; i++) {
      started.add(Thread.ofVirtual().name("film-" + i).unstarted(this::work));
    }
    started.add(Thread.ofVirtual().name("film-leases").unstarted(this::renewAll));
    started.add(Thread.ofVirtual().name("films-settle").unstarted(this::settle));
    threads = List.copyOf(started);
  }

  /**
   * Goes on with what was left, from now on.
   *
   * @param owner a name that no other server has, nor this one before
   * @param count how many jobs at a time
   */
  public static FilmWorkers start(FilmTools tools, String owner, int count) throws IOException {
    return start(tools, owner, count, Map.of());
  }

  /** With these in the place of the usual crafts. */
  static FilmWorkers start(FilmTools tools, String owner, int count, Map<Job.Kind, Craft> others)
      throws IOException {
    JobFolder.sweep(tools.files().work());
    tools.jobs().takeBack(tools.clock().wallMillis());
    var workers = new FilmWorkers(tools, owner, count, others);
    workers.threads.forEach(Thread::start);
    return workers;
  }

  /**
   * There is something to do: nobody needs to wait until somebody looks. All look once, however
   * often they are told while they are busy.
   */
  public void wake() {
    news.drainPermits();
    news.release(count);
  }

  /** Calls off what is not done of a film, which may be all that was waited for; how many jobs. */
  public int cancel(String asset) {
    int count = tools.jobs().cancel(asset);
    update(asset);
    return count;
  }

  /** Deletes a film with all that was made of it; whether it was there. */
  public boolean remove(String asset) {
    tools.jobs().cancel(asset);
    running.values().stream()
        .filter(one -> one.job().asset().equals(asset))
        .forEach(FilmWorkers::interruptAndWait);
    try {
      tools.files().delete(asset);
    } catch (IOException failed) {
      LOG.error("asset={} event=film-not-deleted {}", asset, failed.toString());
      throw new UncheckedIOException(failed);
    }
    return tools.assets().remove(asset);
  }

  private static void interruptAndWait(RunningJob one) {
    one.interrupt();
    try {
      if (!one.awaitOver(STOP_LIMIT_SECONDS)) {
        LOG.warn("job={} does not end", one.job().id());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!isStopping()) {
        if (!workOnce()) {
          news.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** Does one job, if there is one; whether there was. */
  private boolean workOnce() {
    try {
      long now = now();
      Optional<Job> job = tools.jobs().claim(owner, now, now + LEASE_MILLIS);
      job.ifPresent(this::run);
      return job.isPresent();
    } catch (DatabaseException unreachable) {
      LOG.warn("event=library-unreachable {}", unreachable.getMessage());
      return false;
    }
  }

  private void run(Job job) {
    var one = new RunningJob(job);
    RunningJob before = running.putIfAbsent(job.id(), one);
    if (before != null) {
      claimedAgain(before);
      return;
    }
    try {
      LOG.info("asset={} job={} attempt={} begun", job.asset(), job.id(), job.attempts());
      work(one);
      tools.jobs().finish(job, owner);
      LOG.info("asset={} job={} done", job.asset(), job.id());
    } catch (IOException
        | MediaFormatException
        | TranscodeException
        | InterruptedException
        | RuntimeException
        | Error failure) {
      ended(one, failure);
    } finally {
      running.remove(job.id(), one);
      one.over();
    }
    if (!isStopping()) {
      update(job.asset());
    }
  }

  /**
   * Its lease has run out while it is being done here, since the server or the clock made a leap;
   * the claim has renewed it.
   */
  private void claimedAgain(RunningJob before) {
    Job job = before.job();
    LOG.warn("asset={} job={} event=lease-ran-out", job.asset(), job.id());
    if (before.isCalledOff()) {
      tools.jobs().postpone(job, owner, "Its lease ran out.", now() + FIRST_PAUSE_MILLIS);
    }
  }

  /** What was interrupted has not failed, however it says so: others do it, or nobody is to. */
  private void ended(RunningJob one, Throwable failure) {
    Job job = one.job();
    if (isStopping() || one.isCalledOff()) {
      LOG.info("asset={} job={} called off", job.asset(), job.id());
      return;
    }
    switch (failure) {
      case TranscodeException failed -> failed(job, failed);
      case MediaFormatException damaged ->
          refuse(job, "This film is damaged: " + damaged.getMessage());
      default -> tryAgain(job, failure.toString(), isFull(failure));
    }
  }

  /** Notes what a server that was killed after a film's last job could not note any more. */
  private void settle() {
    try {
      tools.assets().unsettled().forEach(this::update);
    } catch (DatabaseException unreachable) {
      LOG.warn("event=library-unreachable {}", unreachable.getMessage());
    }
  }

  private void work(RunningJob one)
      throws IOException, MediaFormatException, TranscodeException, InterruptedException {
    try {
      Objects.requireNonNull(crafts.get(one.job().kind())).run(one.job(), one::progress);
    } finally {
      one.done();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void update(String asset) {
    try {
      progress.update(asset);
    } catch (IOException | TranscodeException | RuntimeException | Error failed) {
      LOG.error("asset={} event=film-state-unknown", asset, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    wake();
  }

  private void failed(Job job, TranscodeException failure) {
    if (failure.code() == TranscodeException.Code.REFUSED) {
      refuse(job, Objects.requireNonNull(failure.getMessage()));
      return;
    }
    tryAgain(job, failure.getMessage() + "\n" + failure.log(), isFull(failure.log()));
  }

  /** Trying again would be of no use. */
  private void refuse(Job job, String reason) {
    if (job.kind() == Job.Kind.READ) {
      progress.refused(job.asset(), reason);
      tools.jobs().finish(job, owner);
    } else {
      tools.jobs().fail(job, owner, reason, now() + FIRST_PAUSE_MILLIS);
    }
  }

  private void tryAgain(Job job, String log, boolean isFull) {
    LOG.warn("asset={} job={} attempt={} failed: {}", job.asset(), job.id(), job.attempts(), log);
    long pause = isFull ? FULL_PAUSE_MILLIS : FIRST_PAUSE_MILLIS * job.attempts();
    if (isFull) {
      tools.jobs().postpone(job, owner, "The disk is full.\n" + log, now() + pause);
      return;
    }
    tools.jobs().fail(job, owner, log, now() + pause);
  }

  /** Nothing is wrong with the film. */
  private static boolean isFull(Throwable failure) {
    return switch (failure) {
      case BlobException blob -> blob.reason() == BlobException.Reason.NO_ROOM;
      case FileSystemException file -> isFull(String.valueOf(file.getReason()));
      default -> isFull(String.valueOf(failure.getMessage()));
    };
  }

  private static boolean isFull(String words) {
    return words.contains("No space left on device");
  }

  private void renewAll() {
    try {
      while (!stopping.await(RENEW_MILLIS, TimeUnit.MILLISECONDS)) {
        running.values().forEach(this::renew);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew(RunningJob one) {
    try {
      if (!tools.jobs().renew(one.job(), owner, one.progress(), now() + LEASE_MILLIS)) {
        one.interrupt();
      }
    } catch (DatabaseException unreachable) {
      LOG.warn("event=library-unreachable {}", unreachable.getMessage());
    }
  }

  private long now() {
    return tools.clock().wallMillis();
  }

  /** Gives back what is not done; the next server begins it anew at once. */
  @Override
  public void close() {
    stopping.countDown();
    threads.forEach(Thread::interrupt);
    try {
      if (!ended.await(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("some work on films does not end");
      }
      tools.jobs().giveBack(owner);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (DatabaseException unreachable) {
      LOG.warn("event=library-unreachable {}", unreachable.getMessage());
    }
  }
}
