package dev.weir.server;

import dev.weir.server.config.ConfigException;
import dev.weir.server.config.ConfigPrinter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir config}: prints what is in force. Confined to the command line's thread. */
@Command(name = "config", description = "Print the configuration in force, with secrets masked.")
final class ConfigCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws ConfigException {
    var out = spec.commandLine().getOut();
    out.print(ConfigPrinter.print(options.load(System.getenv())));
    out.flush();
    return 0;
  }
}
