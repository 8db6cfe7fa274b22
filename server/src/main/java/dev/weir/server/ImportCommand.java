package dev.weir.server;

import dev.weir.server.importing.AssetWatch;
import dev.weir.server.importing.FileImport;
import dev.weir.server.importing.ImportException;
import dev.weir.server.importing.ImportException.Reach;
import dev.weir.server.importing.Progress;
import dev.weir.server.importing.Progress.Display;
import dev.weir.server.importing.ServerAccess;
import dev.weir.server.importing.ServerClient;
import dev.weir.server.importing.SubtitleFile;
import dev.weir.server.importing.SubtitleImport;
import dev.weir.server.importing.VideoFiles;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir import}: sends files to a server. Confined to the command line's thread. */
@Command(name = "import", description = "Upload files into the library.")
final class ImportCommand implements Callable<Integer> {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Send to this server (default: the one that runs on this machine).")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "Show this token (default: $WEIR_TOKEN); the console makes them.")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the server on this machine keeps its data (default: ./data).")
  private Path data = Path.of("data");

  @Option(names = "--wait", description = "Wait until the films can be watched.")
  private boolean waits;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|FOLDER",
      description = "What to upload, with the subtitles beside it; of a folder the videos in it.")
  private List<Path> given = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  private boolean lacksSubtitles;

  @Override
  public Integer call() throws IOException {
    List<Path> files = VideoFiles.in(given);
    try (var client = new ServerClient(access())) {
      Map<Path, String> assets = send(client, files);
      boolean ready = !waits || await(client, assets);
      boolean whole = assets.size() == files.size() && !lacksSubtitles;
      return ready && whole ? 0 : FailureText.FAILED;
    }
  }

  private ServerAccess access() throws IOException {
    if (server.isEmpty()) {
      return new ServerAccess.Local(data);
    }
    @Nullable String fromEnvironment = System.getenv("WEIR_TOKEN");
    String shown =
        token
            .or(() -> Optional.ofNullable(fromEnvironment))
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    "--server needs --token TOKEN, or WEIR_TOKEN in the environment; the console"
                        + " makes tokens"));
    return ServerAccess.of(server.get(), shown);
  }

  /** The assets of those that went well. */
  private Map<Path, String> send(ServerClient client, List<Path> files) throws IOException {
    var assets = new LinkedHashMap<Path, String>();
    for (Path file : files) {
      try {
        String asset = new FileImport(client, file, progress(file)).send();
        assets.put(file, asset);
        spec.commandLine().getOut().println(client.addressOf(asset));
        spec.commandLine().getOut().flush();
        sendSubtitles(client, file, asset);
      } catch (ImportException failed) {
        tell(file, failed);
      }
    }
    return assets;
  }

  private void sendSubtitles(ServerClient client, Path film, String asset) throws IOException {
    for (SubtitleFile subtitles : SubtitleFile.beside(film)) {
      try {
        new SubtitleImport(client, asset).send(subtitles);
        PrintWriter err = spec.commandLine().getErr();
        err.println(subtitles.file().getFileName() + ": added");
        err.flush();
      } catch (ImportException failed) {
        lacksSubtitles = true;
        tell(subtitles.file(), failed);
      }
    }
  }

  private boolean await(ServerClient client, Map<Path, String> assets) throws IOException {
    boolean ready = true;
    for (var asset : assets.entrySet()) {
      try {
        new AssetWatch(client, asset.getValue(), progress(asset.getKey())).await();
      } catch (ImportException failed) {
        tell(asset.getKey(), failed);
        ready = false;
      }
    }
    return ready;
  }

  /** Goes on with other files where there is any use in it. */
  private void tell(Path file, ImportException failed) throws ImportException {
    if (failed.reach() == Reach.ALL_FILES) {
      throw failed;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println("weir: " + file + ": " + failed.getMessage());
    err.flush();
  }

  private Progress progress(Path file) throws IOException {
    boolean isTerminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Progress(
        spec.commandLine().getErr(),
        isTerminal ? Display.TERMINAL : Display.LINES,
        String.valueOf(file.getFileName()),
        Files.size(file));
  }
}
