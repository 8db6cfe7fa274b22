package dev.weir.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line {@code weir}. Stateless. */
@Command(
    name = "weir",
    description = "One server for live and on-demand video.",
    subcommands = {
      ServeCommand.class,
      ImportCommand.class,
      ConfigCommand.class,
      PasswordCommand.class,
      VersionCommand.class,
      HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  /** Ends the process with 0, with 1 after a failure, with 2 after wrong usage or configuration. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(Main::explain)
        .execute(arguments.length == 0 ? new String[] {"help"} : arguments);
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    return FailureText.print(failure, command.getErr());
  }
}
