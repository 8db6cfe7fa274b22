package dev.weir.server.config;

import dev.weir.gateway.rtmp.PlayLimits;
import java.time.Duration;

/** Keys {@code rtmp.play.*}: how far players may fall behind. Immutable. */
public record RtmpPlayConfig(Duration maxLag, Duration patience, DataSize buffer) {
  static final RtmpPlayConfig DEFAULTS =
      new RtmpPlayConfig(Duration.ofSeconds(3), Duration.ofSeconds(10), DataSize.parse("16MiB"));

  public RtmpPlayConfig {
    Require.between("max-lag", maxLag, Duration.ofMillis(100), Duration.ofSeconds(30));
    Require.between("patience", patience, Duration.ofSeconds(1), Duration.ofMinutes(10));
    Require.size("buffer", buffer);
  }

  /** The same in the gateway's own words. */
  public PlayLimits toGateway() {
    return new PlayLimits(maxLag, patience, buffer.intBytes());
  }
}
