package dev.weir.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the configuration together; what is added later wins: defaults, a YAML file, environment
 * variables ({@code WEIR_HTTP_PORT} for {@code http.port}; channels have none), {@code key=value}
 * from the command line. Confined to one thread.
 */
public final class ConfigLoader {
  private static final String ENVIRONMENT_PREFIX = "WEIR_";

  /** Read by the start script, not by the server. */
  private static final Set<String> OF_THE_START_SCRIPT = Set.of("WEIR_JAVA_OPTS");

  private static final KnownKeys KEYS = KnownKeys.of(WeirConfig.class);

  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** Throws ConfigException where the file cannot be read as YAML. */
  public ConfigLoader file(Path file) throws ConfigException {
    YamlSettings.read(file).forEach(this::put);
    return this;
  }

  /** Takes the variables that begin with {@code WEIR_}; lists are separated by commas. */
  public ConfigLoader environment(Map<String, String> variables) {
    new TreeMap<>(variables)
        .forEach((variable, text) -> {
          if (variable.startsWith(ENVIRONMENT_PREFIX) && !OF_THE_START_SCRIPT.contains(variable)) {
            putVariable(variable, text);
          }
        });
    return this;
  }

  private void putVariable(String variable, String text) {
    String name = variable.substring(ENVIRONMENT_PREFIX.length());
    KEYS.ofEnvironment(name)
        .ifPresentOrElse(
            key -> put(Setting.scalar(key, text, "environment " + variable)),
            () -> problems.add("environment " + variable + ": unknown key" + hint(nearest(name))));
  }

  private static Optional<String> nearest(String name) {
    return KEYS.inEnvironment().stream()
        .map(KnownKeys::environmentName)
        .min(Comparator.comparingInt(known -> KnownKeys.distance(known, name)))
        .filter(known -> KnownKeys.distance(known, name) <= KnownKeys.MAX_DISTANCE)
        .map(known -> ENVIRONMENT_PREFIX + known);
  }

  /** Each {@code key=value}; lists are separated by commas. */
  public ConfigLoader assignments(List<String> assignments) {
    for (String assignment : assignments) {
      String[] sides = assignment.split("=", 2);
      if (sides.length == 2) {
        put(Setting.scalar(sides[0].strip(), sides[1].strip(), "--set " + sides[0].strip()));
      } else {
        problems.add("--set " + assignment + ": expected key=value");
      }
    }
    return this;
  }

  private void put(Setting setting) {
    settings.put(setting.key(), setting);
  }

  /** Throws ConfigException with everything that is wrong. */
  public WeirConfig load() throws ConfigException {
    var binder = new RecordBinder(settings);
    WeirConfig config = binder.bind("", WeirConfig.class, WeirConfig.DEFAULTS);
    for (Setting unknown : binder.unknown()) {
      problems.add(
          "%s: %s: unknown key%s"
              .formatted(unknown.origin(), unknown.key(), hint(KEYS.nearest(unknown.key()))));
    }
    problems.addAll(binder.problems());
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  private static String hint(Optional<String> nearest) {
    return nearest.map(key -> "; did you mean " + key + "?").orElse("");
  }
}
