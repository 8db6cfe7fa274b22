package dev.weir.server.config;

/** Keys {@code log.*}. Immutable. */
public record LogConfig(Format format, Level level) {
  static final LogConfig DEFAULTS = new LogConfig(Format.TEXT, Level.INFO);

  /** How a log event is written. */
  public enum Format {
    /** One line for people. */
    TEXT,
    /** One JSON object per line for machines. */
    JSON
  }

  /** The least level that is written. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }
}
