package dev.weir.server.config;

/** Keys {@code demo.*}: the test channel of {@code --demo}. Immutable. */
public record DemoConfig(Bitrate videoBitrate) {
  static final DemoConfig DEFAULTS = new DemoConfig(Bitrate.parse("2Mbps"));

  public DemoConfig {
    Require.positive("video-bitrate", videoBitrate.bitsPerSecond());
  }
}
