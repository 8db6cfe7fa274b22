package dev.weir.server;

import io.vertx.core.http.HttpServerRequest;

/**
 * Answers {@code /healthz} (the process lives) and {@code /readyz} (it takes work: 200 from the end
 * of the start to the beginning of the stop, else 503). Thread-safe.
 */
final class Health {
  private static final int OK = 200;
  private static final int SERVICE_UNAVAILABLE = 503;

  private volatile boolean isReady;

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
      answer(request, OK, "ready\n");
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
