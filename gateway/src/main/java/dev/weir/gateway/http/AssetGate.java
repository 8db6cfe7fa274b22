package dev.weir.gateway.http;

import io.vertx.core.http.HttpServerRequest;

/** Who may watch assets that are not public. Thread-safe; may block. */
public interface AssetGate {
  /** Whoever may not is told that there is no such asset. */
  boolean admits(HttpServerRequest request, AssetView asset);
}
