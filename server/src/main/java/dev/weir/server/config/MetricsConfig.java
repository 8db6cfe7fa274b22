package dev.weir.server.config;

/** Keys {@code metrics.*}. Immutable. */
public record MetricsConfig(boolean enabled) {
  static final MetricsConfig DEFAULTS = new MetricsConfig(true);
}
