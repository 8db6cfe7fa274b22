package dev.weir.server;

import dev.weir.media.SystemClock;
import dev.weir.server.config.ConfigException;
import dev.weir.server.config.WeirConfig;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir serve}: runs until SIGTERM or SIGINT. Confined to the command line's thread. */
@Command(name = "serve", description = "Run the server.")
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--demo",
      description = "Also publish a test channel, live/demo, and make a test film, vod/demo.")
  private boolean demo;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    WeirConfig config = options.load(System.getenv());
    Logging.configure(config.log());
    try (var server = Server.start(config, new SystemClock())) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
      if (demo) {
        server.startDemo();
      }
      var out = spec.commandLine().getOut();
      server.addresses().forEach(out::println);
      out.flush();
      server.awaitStop();
    }
    return 0;
  }
}
