package dev.weir.server.config;

/**
 * Keys {@code net.*}. Immutable.
 *
 * @param loops event loops that share all connections; 0 for one per core
 */
public record NetConfig(int loops) {
  static final NetConfig DEFAULTS = new NetConfig(0);

  public NetConfig {
    Require.that(loops >= 0 && loops <= 1024, "loops must be 0 (one per core) to 1024");
  }
}
