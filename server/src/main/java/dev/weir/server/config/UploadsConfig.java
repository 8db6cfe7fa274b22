package dev.weir.server.config;

import java.time.Duration;

/**
 * Keys {@code uploads.*}: files that are sent to the library. Immutable.
 *
 * @param maxSize of one file
 * @param expireAfter for which an upload waits for its next byte
 * @param reserve what stays free on the disk
 */
public record UploadsConfig(DataSize maxSize, Duration expireAfter, DataSize reserve) {
  static final UploadsConfig DEFAULTS =
      new UploadsConfig(DataSize.parse("256GiB"), Duration.ofHours(24), DataSize.parse("1GiB"));

  public UploadsConfig {
    Require.positive("max-size", maxSize.bytes());
    Require.between("expire-after", expireAfter, Duration.ofMinutes(1), Duration.ofDays(365));
  }
}
