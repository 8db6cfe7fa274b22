package dev.weir.server.config;

/** Keys {@code rtmps.*}: RTMP over TLS, with the certificate of HTTPS. Immutable. */
public record RtmpsConfig(boolean enabled, int port) {
  static final RtmpsConfig DEFAULTS = new RtmpsConfig(true, 1936);

  public RtmpsConfig {
    Require.port("port", port);
  }
}
