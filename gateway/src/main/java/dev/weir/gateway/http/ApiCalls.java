package dev.weir.gateway.http;

import dev.weir.access.Caller;
import dev.weir.library.DatabaseException;
import dev.weir.media.Bytes;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that need the library: reads the body, finds out who asks, and works where it
 * may block, for so many at once; the next are turned away with 503 and counted. Thread-safe.
 */
public final class ApiCalls {
  private static final Logger LOG = LoggerFactory.getLogger(ApiCalls.class);

  private static final int MOST_AT_ONCE = 200;

  /** Of JSON; files have routes of their own. */
  private static final int MOST_BODY_BYTES = 64 * 1024;

  private final ApiGate gate;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final LongAdder refused = new LongAdder();

  public ApiCalls(ApiGate gate) {
    this.gate = gate;
  }

  /** What there is to do for a request; may block. */
  interface Work {
    ApiReply of(ApiCall call) throws ProblemException;
  }

  /** How many requests were turned away, since too many were being answered. */
  public long refused() {
    return refused.sum();
  }

  ApiGate gate() {
    return gate;
  }

  /** Answers {@code request}, now or later; who has gone away by now is told nothing. */
  void run(HttpServerRequest request, Work work) {
    run(request, MOST_BODY_BYTES, work);
  }

  /** As without {@code mostBodyBytes}, which is what the body may have. */
  void run(HttpServerRequest request, int mostBodyBytes, Work work) {
    if (request.response().closed()) {
      return;
    }
    if (!places.tryAcquire()) {
      refused.increment();
      Answers.problem(request, 503, "Too much is being asked of this server; try again soon.");
      return;
    }
    var collected = Buffer.buffer();
    request.handler(piece -> {
      if (collected.length() + piece.length() <= mostBodyBytes) {
        collected.appendBuffer(piece);
      } else if (!request.response().ended()) {
        Answers.problem(
            request, 413, "The body has more than " + mostBodyBytes + " bytes, which is too much.");
      }
    });
    request.exceptionHandler(_ -> places.release());
    request.endHandler(_ -> answer(request, Bytes.wrap(collected.getBytes()), work));
  }

  private void answer(HttpServerRequest request, Bytes body, Work work) {
    request.exceptionHandler(_ -> {});
    if (request.response().ended()) {
      places.release();
      return;
    }
    Objects.requireNonNull(Vertx.currentContext(), "not on a loop")
        .executeBlocking(() -> reply(request, body, work), false)
        .onComplete(_ -> places.release())
        .onSuccess(reply -> send(request, reply))
        .onFailure(bug -> {
          LOG.error("{} {} failed", request.method(), request.path(), bug);
          Answers.problem(request, 500, "Something is wrong in this server; its log tells more.");
        });
  }

  private static void send(HttpServerRequest request, ApiReply reply) {
    if (!request.response().closed()) {
      reply.send(request);
    }
  }

  private ApiReply reply(HttpServerRequest request, Bytes body, Work work) {
    try {
      Optional<Caller> caller = gate.caller(request);
      return work.of(new ApiCall(request, gate.clientOf(request), caller, body));
    } catch (ProblemException problem) {
      return ApiReply.problem(
          problem.status(), Objects.requireNonNullElse(problem.getMessage(), ""));
    } catch (DatabaseException failure) {
      LOG.error("{} {}: {}", request.method(), request.path(), failure.getMessage());
      return ApiReply.problem(
          503, "The library cannot be reached right now; the server's log tells more.");
    }
  }
}
