package dev.weir.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Deals out requests to routes, the first that knows the address answers. Everything is readable
 * from pages of other origins (CORS), since players live there. Thread-safe.
 */
public final class HttpGateway implements Handler<HttpServerRequest> {
  private final List<HttpRoute> routes;

  public HttpGateway(List<HttpRoute> routes) {
    this.routes = List.copyOf(routes);
  }

  /** All that the API can be asked. */
  public List<String> operations() {
    return routes.stream().flatMap(route -> route.operations().all().stream()).toList();
  }

  @Override
  public void handle(HttpServerRequest request) {
    Answers.allowOtherOrigins(request);
    if (!hasReadableQuery(request)) {
      Answers.problem(request, 400, "The query of this address cannot be decoded.");
      return;
    }
    RequestPath.parse(String.valueOf(request.path()))
        .ifPresentOrElse(path -> answer(request, path), () -> nothingThere(request));
  }

  private void answer(HttpServerRequest request, RequestPath path) {
    HttpMethod method = request.method();
    boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    boolean answered =
        routes.stream()
            .filter(route -> reads || route.takes(method, path))
            .anyMatch(route -> route.handle(request, path));
    if (answered) {
      return;
    }
    if (method.equals(HttpMethod.OPTIONS)) {
      Answers.preflight(request);
    } else if (reads) {
      nothingThere(request);
    } else {
      Answers.methodNotAllowed(request);
    }
  }

  private static void nothingThere(HttpServerRequest request) {
    Answers.problem(request, 404, "There is nothing at this address.");
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
