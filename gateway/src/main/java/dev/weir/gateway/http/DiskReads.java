package dev.weir.gateway.http;

import dev.weir.library.DatabaseException;
import dev.weir.media.Clock;
import dev.weir.media.MemoryBudget;
import dev.weir.net.StepBuffers;
import dev.weir.storage.BlobException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from disk for requests: on a worker, never on a loop, only so many at once, and only as
 * much as there is memory for, until it was sent. What comes beyond that is refused with 503, what
 * the disk does not give back is answered with 500; both are counted. Thread-safe.
 */
public final class DiskReads {
  private static final Logger LOG = LoggerFactory.getLogger(DiskReads.class);

  private static final int MOST = 256;

  private static final String NO_MEMORY =
      "There is no memory for what was asked for; try again soon.";

  /** One bad block may be asked for by many. */
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);

  private final Clock clock;
  private final MemoryBudget.Share memory;
  private final StepBuffers steps;
  private final Semaphore free = new Semaphore(MOST);
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final AtomicLong tellAgainNanos;

  /**
   * @param memory for what was read and not sent yet
   */
  public DiskReads(MemoryBudget.Share memory, Clock clock) {
    this.memory = memory;
    this.steps = new StepBuffers(memory);
    this.clock = clock;
    this.tellAgainNanos = new AtomicLong(clock.monotonicNanos());
  }

  /** How many requests were turned away, because too many wait for the disk or have to be sent. */
  public long refused() {
    return refused.sum();
  }

  /** How many requests were for something that the disk did not give back. */
  public long failed() {
    return failed.sum();
  }

  /**
   * Answers on the request's own loop with what was read.
   *
   * @param missing what to say where it is not there (any more)
   */
  <T> void run(HttpServerRequest request, Callable<T> read, String missing, Consumer<T> answer) {
    run(request, 0, read, missing, answer);
  }

  /**
   * As without {@code bytes}, which is how much will be read; it counts until the response is over.
   */
  <T> void run(
      HttpServerRequest request, long bytes, Callable<T> read, String missing, Consumer<T> answer) {
    if (request.response().closed()) {
      return;
    }
    if (!memory.hasRoomFor(bytes)) {
      refuse(request, NO_MEMORY);
      return;
    }
    if (!free.tryAcquire()) {
      refuse(request, "Too many viewers wait for the disk; try again soon.");
      return;
    }
    hold(request, bytes);
    Objects.requireNonNull(Vertx.currentContext(), "not on a loop")
        .executeBlocking(read, false)
        .onComplete(_ -> free.release())
        .onSuccess(answer::accept)
        .onFailure(failure -> {
          if (isMissing(failure)) {
            Answers.problem(request, 404, missing);
          } else if (failure instanceof DatabaseException unreachable) {
            LOG.error("{}: {}", request.path(), unreachable.getMessage());
            Answers.problem(request, 503, "The library cannot be reached right now; try again.");
          } else {
            tellOf(failure);
            Answers.problem(request, 500, "This server's disk does not give that back.");
          }
        });
  }

  /** Where what is sent step by step is in memory. */
  StepBuffers steps() {
    return steps;
  }

  /** Whether there is memory for a step of an answer; where there is none, it is refused. */
  boolean hasRoomForStep(HttpServerRequest request) {
    if (request.response().closed()) {
      return false;
    }
    if (!steps.hasRoom()) {
      refuse(request, NO_MEMORY);
      return false;
    }
    return true;
  }

  /** Until the answer was sent, or broken off: of the two one alone is told. */
  private void hold(HttpServerRequest request, long bytes) {
    if (bytes > 0) {
      memory.hold(bytes);
      var isOver = new AtomicBoolean();
      Handler<Void> release =
          _ -> {
            if (isOver.compareAndSet(false, true)) {
              memory.release(bytes);
            }
          };
      request.response().endHandler(release).closeHandler(release);
    }
  }

  private static boolean isMissing(Throwable failure) {
    return switch (failure) {
      case BlobException refusal ->
          switch (refusal.reason()) {
            case NOT_FOUND, BEYOND_END, BAD_NAME -> true;
            case SEALED, NO_ROOM, LOST -> false;
          };
      case NoSuchFileException _ -> true;
      default -> false;
    };
  }

  private void tellOf(Throwable failure) {
    failed.increment();
    long nowNanos = clock.monotonicNanos();
    long dueNanos = tellAgainNanos.get();
    if (nowNanos - dueNanos >= 0
        && tellAgainNanos.compareAndSet(dueNanos, nowNanos + TELL_EVERY.toNanos())) {
      LOG.error("event=dvr-read-failed reads={} the last: {}", failed.sum(), failure.toString());
    }
  }

  private void refuse(HttpServerRequest request, String detail) {
    refused.increment();
    Answers.problem(request, 503, detail);
  }
}
