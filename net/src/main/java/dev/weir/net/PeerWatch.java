package dev.weir.net;

import io.vertx.core.http.HttpServerRequest;

/**
 * Closes one HTTP connection whose peer takes too long, however busily it trickles: the idle
 * time-out alone would let one octet now and then hold it for ever. Confined to the connection's
 * loop.
 */
sealed interface PeerWatch permits SlowPeerWatch, SlowStreamWatch {
  /** The headers of a request are there. */
  void began(HttpServerRequest request);

  /** As {@link #began}; until it has its answer, how long its body takes is not looked at. */
  void beganLong(HttpServerRequest request);

  /** The connection has ended. */
  void stop();
}
