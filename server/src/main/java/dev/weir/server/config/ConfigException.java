package dev.weir.server.config;

import java.util.List;

/** Everything that is wrong with a configuration, a line each. Immutable. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
