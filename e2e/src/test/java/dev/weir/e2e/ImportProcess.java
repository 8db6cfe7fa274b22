package dev.weir.e2e;

import dev.weir.server.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code weir import} in a process of its own. Confined to one test. */
final class ImportProcess implements AutoCloseable {
  private final Path said;
  private final Path complained;
  private final Process process;

  private ImportProcess(List<String> arguments) throws IOException {
    said = Files.createTempFile("import", ".out");
    complained = Files.createTempFile("import", ".err");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Main.class.getName(),
                "import"));
    command.addAll(arguments);
    process =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(complained.toFile())
            .start();
  }

  static ImportProcess start(String... arguments) throws IOException {
    return new ImportProcess(List.of(arguments));
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Blocks until its end; its exit code. */
  int await() throws InterruptedException {
    return process.waitFor();
  }

  /** What it has printed for programs. */
  String said() throws IOException {
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  /** What it has printed for people. */
  String complaints() throws IOException {
    return Files.readString(complained, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.delete(said);
    Files.delete(complained);
  }
}
