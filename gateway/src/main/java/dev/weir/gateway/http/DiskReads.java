package dev.weir.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Reads from disk for requests: on a worker, never on a loop, and only so many at once. What comes
 * beyond that is refused with 503 and counted. Thread-safe.
 */
public final class DiskReads {
  private static final int MOST = 256;

  private final Semaphore free = new Semaphore(MOST);
  private final LongAdder refused = new LongAdder();

  /** How many requests were turned away because too many wait for the disk. */
  public long refused() {
    return refused.sum();
  }

  /**
   * Answers on the request's own loop with what was read.
   *
   * @param missing what to say where it cannot be read, which is where it is not there any more
   */
  <T> void run(HttpServerRequest request, Callable<T> read, String missing, Consumer<T> answer) {
    if (!free.tryAcquire()) {
      refused.increment();
      Answers.problem(request, 503, "Too many viewers wait for the disk; try again soon.");
      return;
    }
    Objects.requireNonNull(Vertx.currentContext(), "not on a loop")
        .executeBlocking(read, false)
        .onComplete(_ -> free.release())
        .onSuccess(answer::accept)
        .onFailure(_ -> Answers.problem(request, 404, missing));
  }
}
