package dev.weir.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * Deals out requests to routes, the first that knows the address answers. Everything is readable
 * from pages of other origins (CORS), since players live there. Thread-safe.
 */
public final class HttpGateway implements Handler<HttpServerRequest> {
  private final List<HttpRoute> routes;

  public HttpGateway(List<HttpRoute> routes) {
    this.routes = List.copyOf(routes);
  }

  @Override
  public void handle(HttpServerRequest request) {
    Answers.allowOtherOrigins(request);
    HttpMethod method = request.method();
    if (method.equals(HttpMethod.OPTIONS)) {
      Answers.preflight(request);
      return;
    }
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      Answers.methodNotAllowed(request);
      return;
    }
    if (!hasReadableQuery(request)) {
      Answers.problem(request, 400, "The query of this address cannot be decoded.");
      return;
    }
    Optional<RequestPath> path = RequestPath.parse(String.valueOf(request.path()));
    boolean answered =
        path.isPresent() && routes.stream().anyMatch(route -> route.handle(request, path.get()));
    if (!answered) {
      Answers.problem(request, 404, "There is nothing at this address.");
    }
  }

  /** What is escaped wrongly, as in {@code ?a=%}, is found by decoding, which routes count on. */
  private static boolean hasReadableQuery(HttpServerRequest request) {
    try {
      return request.query() == null || request.params() != null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
