package dev.weir.gateway.upload;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few platform threads on which uploads wait for disk and library. Each request has one task at
 * a time, and so many requests at once are let in. Thread-safe.
 */
public final class UploadThreads implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int MOST_REQUESTS = 200;

  /** More than all who are let in can want. */
  private static final int MOST_TASKS = 2 * (MOST_REQUESTS + UploadLimits.MOST_ACTIVE);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Semaphore places = new Semaphore(MOST_REQUESTS);
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_TASKS),
          Thread.ofPlatform().name("upload-", 0).daemon().factory());

  /** Whether there is place for what a request begins with; runs it then. */
  public boolean tryRun(Runnable task) {
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      threads.execute(() -> {
        try {
          task.run();
        } finally {
          places.release();
        }
      });
      return true;
    } catch (RejectedExecutionException closed) {
      places.release();
      return false;
    }
  }

  /** Runs what somebody who was let in wants next; passed over after the end. */
  public void run(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException closed) {
      // Nothing is acknowledged any more.
    }
  }

  /** Lets what has begun end. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
