package dev.weir.server.config;

import java.time.Duration;

/** Keys {@code rtmp.limits.*}: what one RTMP peer may take of the server. Immutable. */
public record RtmpLimitsConfig(
    Duration handshakeTimeout,
    Duration idleTimeout,
    DataSize maxMessage,
    DataSize maxChunkSize,
    int maxChunkStreams,
    DataSize maxSendQueue,
    int maxConnections,
    int maxConnectionsPerAddress) {
  static final RtmpLimitsConfig DEFAULTS =
      new RtmpLimitsConfig(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          DataSize.parse("8MiB"),
          DataSize.parse("1MiB"),
          64,
          DataSize.parse("8MiB"),
          10_000,
          1_000);

  public RtmpLimitsConfig {
    Require.between(
        "handshake-timeout", handshakeTimeout, Duration.ofMillis(100), Duration.ofMinutes(5));
    Require.between("idle-timeout", idleTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
    Require.positive("max-message", maxMessage.intBytes());
    Require.that(
        maxChunkSize.bytes() >= 128 && maxChunkSize.bytes() <= 0xFFFFFF,
        "max-chunk-size must be 128B to 16777215B");
    Require.that(
        maxChunkStreams >= 1 && maxChunkStreams <= 65_597, "max-chunk-streams must be 1 to 65597");
    Require.positive("max-send-queue", maxSendQueue.intBytes());
    Require.positive("max-connections", maxConnections);
    Require.positive("max-connections-per-address", maxConnectionsPerAddress);
  }
}
