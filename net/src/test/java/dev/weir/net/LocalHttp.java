package dev.weir.net;

import java.time.Duration;
import java.util.List;

/** Options of a listener on this machine that is in nobody's way. Stateless. */
final class LocalHttp {
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_CONNECTIONS = 100;

  /** On any free port. */
  static final HttpOptions OPTIONS = at(0);

  private LocalHttp() {}

  static HttpOptions at(int port) {
    return options(port, IDLE_TIMEOUT, REQUEST_TIMEOUT, MOST_CONNECTIONS);
  }

  static HttpOptions options(Duration requestTimeout, int maxConnectionsPerAddress) {
    return options(IDLE_TIMEOUT, requestTimeout, maxConnectionsPerAddress);
  }

  static HttpOptions options(
      Duration idleTimeout, Duration requestTimeout, int maxConnectionsPerAddress) {
    return options(0, idleTimeout, requestTimeout, maxConnectionsPerAddress);
  }

  private static HttpOptions options(
      int port, Duration idleTimeout, Duration requestTimeout, int maxConnectionsPerAddress) {
    return new HttpOptions(
        "127.0.0.1",
        port,
        idleTimeout,
        requestTimeout,
        4096,
        16_384,
        1024,
        MOST_CONNECTIONS,
        maxConnectionsPerAddress,
        List.of());
  }
}
