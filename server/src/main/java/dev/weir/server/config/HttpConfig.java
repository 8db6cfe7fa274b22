package dev.weir.server.config;

import dev.weir.net.CidrBlock;
import java.time.Duration;
import java.util.List;

/**
 * Keys {@code http.*}; limits hold for HTTPS too. Immutable.
 *
 * @param trustedProxies whose word counts for who asks
 */
public record HttpConfig(
    String host,
    int port,
    Duration idleTimeout,
    Duration requestTimeout,
    DataSize maxInitialLine,
    DataSize maxHeaders,
    DataSize maxBody,
    int maxConnections,
    int maxConnectionsPerAddress,
    List<CidrBlock> trustedProxies,
    Duration drainTimeout) {
  /** Players wait for nearly as long for a stream that begins. */
  private static final Duration LONGEST_BEGINNING = Duration.ofSeconds(15);

  static final HttpConfig DEFAULTS =
      new HttpConfig(
          "0.0.0.0",
          8080,
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          DataSize.parse("4KiB"),
          DataSize.parse("16KiB"),
          DataSize.parse("1MiB"),
          20_000,
          1_000,
          List.of(),
          Duration.ofSeconds(10));

  public HttpConfig {
    trustedProxies = List.copyOf(trustedProxies);
    Require.port("port", port);
    Require.between("idle-timeout", idleTimeout, LONGEST_BEGINNING, Duration.ofHours(1));
    Require.between("request-timeout", requestTimeout, Duration.ofSeconds(1), idleTimeout);
    Require.between("drain-timeout", drainTimeout, Duration.ZERO, Duration.ofMinutes(10));
    Require.size("max-initial-line", maxInitialLine);
    Require.size("max-headers", maxHeaders);
    Require.positive("max-connections", maxConnections);
    Require.positive("max-connections-per-address", maxConnectionsPerAddress);
  }
}
