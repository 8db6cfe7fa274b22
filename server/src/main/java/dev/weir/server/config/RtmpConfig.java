package dev.weir.server.config;

/** Keys {@code rtmp.*}. Immutable. */
public record RtmpConfig(
    boolean enabled, String host, int port, RtmpPlayConfig play, RtmpLimitsConfig limits) {
  static final RtmpConfig DEFAULTS =
      new RtmpConfig(true, "0.0.0.0", 1935, RtmpPlayConfig.DEFAULTS, RtmpLimitsConfig.DEFAULTS);

  public RtmpConfig {
    Require.port("port", port);
  }
}
