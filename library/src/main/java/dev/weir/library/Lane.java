package dev.weir.library;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.weir.library.DatabaseException.Code;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/**
 * A few platform threads with a connection each: drivers call native code, which would pin the
 * carrier of a virtual thread. Who asks waits meanwhile. Where more than {@value #MOST_WAITING}
 * wait, the next is turned away. Thread-safe.
 */
final class Lane implements AutoCloseable {
  static final int MOST_WAITING = 1000;

  private static final long CONNECT_LIMIT_MILLIS = 10_000;
  private static final long STOP_LIMIT_SECONDS = 10;

  private final HikariDataSource connections;
  private final Jdbi jdbi;
  private final ThreadPoolExecutor threads;

  /** Connects as {@code source} says. */
  Lane(String name, int width, HikariConfig source) {
    source.setPoolName(name);
    source.setMaximumPoolSize(width);
    source.setConnectionTimeout(CONNECT_LIMIT_MILLIS);
    connections = new HikariDataSource(source);
    jdbi = Jdbi.create(connections);
    threads =
        new ThreadPoolExecutor(
            width,
            width,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name(name + "-", 0).daemon().factory());
  }

  /** Does it outside of any transaction. */
  <T> T run(Work<T> work) {
    return await(() -> jdbi.withHandle(work::with));
  }

  /** Does it wholly or not at all. */
  <T> T runInTransaction(Work<T> work) {
    return await(() -> jdbi.inTransaction(work::with));
  }

  private <T> T await(Callable<T> task) {
    Future<T> result;
    try {
      result = threads.submit(task);
    } catch (RejectedExecutionException full) {
      throw new DatabaseException(Code.BUSY, "the database has too much to do; try again", full);
    }
    try {
      return result.get();
    } catch (ExecutionException failure) {
      throw DatabaseFault.of(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(
          Code.FAILED, "interrupted while it waited for the database", interrupted);
    } catch (CancellationException closed) {
      throw new DatabaseException(Code.UNAVAILABLE, "the database is closed", closed);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    connections.close();
  }
}
