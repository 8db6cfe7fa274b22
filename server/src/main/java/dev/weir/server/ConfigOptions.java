package dev.weir.server;

import dev.weir.server.config.ConfigException;
import dev.weir.server.config.ConfigLoader;
import dev.weir.server.config.WeirConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where configuration comes from. Confined to the command line's thread. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read this YAML file; config/weir.yaml explains every key.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep everything in this folder (default: ./data).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set one key, such as --set http.port=80; may be given often.")
  private List<String> assignments = List.of();

  WeirConfig load(Map<String, String> environment) throws ConfigException {
    var loader = new ConfigLoader();
    if (file.isPresent()) {
      loader.file(file.get());
    }
    loader.environment(environment);
    data.ifPresent(folder -> loader.assignments(List.of("data=" + folder)));
    return loader.assignments(assignments).load();
  }
}
