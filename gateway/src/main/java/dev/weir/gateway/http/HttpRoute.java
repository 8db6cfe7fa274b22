package dev.weir.gateway.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** Answers the requests for some addresses. Thread-safe; called on loops and must not block. */
@FunctionalInterface
public interface HttpRoute {
  /**
   * Answers, now or later, if the address is one of its own.
   *
   * @return whether it is
   */
  boolean handle(HttpServerRequest request, RequestPath path);

  /** What of the API it answers; nothing where it serves media or pages. */
  default ApiOperations operations() {
    return ApiOperations.NONE;
  }

  /** Whether {@link #handle} knows what to do with another method than GET and HEAD there. */
  default boolean takes(HttpMethod method, RequestPath path) {
    return false;
  }
}
