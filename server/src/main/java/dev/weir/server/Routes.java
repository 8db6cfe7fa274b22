package dev.weir.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * Sends a request to the handler of its exact path, and any other to {@code others}. Immutable.
 *
 * @param byPath handlers that belong to the server itself
 * @param others playlists, media, pages: what the gateway serves
 */
record Routes(Map<String, Handler<HttpServerRequest>> byPath, Handler<HttpServerRequest> others)
    implements Handler<HttpServerRequest> {
  Routes {
    byPath = Map.copyOf(byPath);
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    (path == null ? others : byPath.getOrDefault(path, others)).handle(request);
  }
}
