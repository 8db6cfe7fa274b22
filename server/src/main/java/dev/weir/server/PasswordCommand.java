package dev.weir.server;

import dev.weir.library.Database;
import dev.weir.media.SystemClock;
import dev.weir.server.config.ConfigException;
import dev.weir.server.config.WeirConfig;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code weir password}: for whoever has lost it; also while the server runs. Confined to the
 * command line's thread.
 */
@Command(
    name = "password",
    description = "Make and print a new password for the administrator, and end all sessions.")
final class PasswordCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws ConfigException, IOException {
    WeirConfig config = options.load(System.getenv());
    Logging.configure(config.log());
    try (Database database = StoredMedia.open(config)) {
      var signIn = StoredMedia.signIn(database, new SystemClock());
      String password =
          signIn
              .create(StoredMedia.ADMINISTRATOR)
              .or(() -> signIn.resetPassword(StoredMedia.ADMINISTRATOR))
              .orElseThrow(() -> new IOException("the administrator's account could not be made"));
      var out = spec.commandLine().getOut();
      out.println("The password of " + StoredMedia.ADMINISTRATOR + " is now " + password);
      out.flush();
    }
    return 0;
  }
}
