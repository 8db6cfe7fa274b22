package dev.weir.server;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.BooleanSupplier;

/**
 * Answers {@code /healthz} (the process lives) and {@code /readyz} (it takes work: 200 from the end
 * of the start to the beginning of the stop, else 503). A server whose memory is used up serves its
 * viewers still, so it stays ready, and says what it does not take. Thread-safe.
 */
final class Health {
  private static final int OK = 200;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final String FULL = "ready, but without memory for another stream\n";

  private final BooleanSupplier takesStreams;
  private volatile boolean isReady;

  Health(BooleanSupplier takesStreams) {
    this.takesStreams = takesStreams;
  }

  void becomeReady() {
    isReady = true;
  }

  void beginStop() {
    isReady = false;
  }

  void answerLiveness(HttpServerRequest request) {
    answer(request, OK, "alive\n");
  }

  void answerReadiness(HttpServerRequest request) {
    if (isReady) {
      answer(request, OK, takesStreams.getAsBoolean() ? "ready\n" : FULL);
    } else {
      answer(request, SERVICE_UNAVAILABLE, "not ready\n");
    }
  }

  private static void answer(HttpServerRequest request, int status, String text) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(text);
  }
}
