package dev.weir.server;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir version}. Confined to the command line's thread. */
@Command(name = "version", description = "Print the version of Weir and of Java.")
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine()
        .getOut()
        .printf("Weir %s on Java %s%n", Version.current(), Runtime.version());
  }
}
