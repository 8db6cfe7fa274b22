package dev.weir.e2e;

import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bundled FFmpeg as a publisher over RTMP, in a child process. Confined to one test. */
final class Publisher implements AutoCloseable {
  private final Process process;
  private final Path complaints;

  private Publisher(Process process, Path complaints) {
    this.process = process;
    this.complaints = complaints;
  }

  /** Sends a file as it is, in the time that it takes to play. */
  static Publisher ofFile(Path media, String url) throws IOException {
    return start(List.of("-re", "-i", media.toString(), "-map", "0", "-c", "copy"), url);
  }

  /** Sends a test picture and a tone until it is closed. */
  static Publisher endless(Footage footage, String url) throws IOException {
    return start(footage.liveArguments(), url);
  }

  /** Sends what FFmpeg makes of {@code arguments}, which end before the output. */
  static Publisher encoding(String arguments, String url) throws IOException {
    return start(List.of(arguments.split(" ")), url);
  }

  private static Publisher start(List<String> arguments, String url) throws IOException {
    var command =
        new ArrayList<>(List.of(FfmpegMedia.ffmpeg(), "-hide_banner", "-nostdin", "-v", "error"));
    command.addAll(arguments);
    command.addAll(List.of("-f", "flv", url));
    Path complaints = Files.createTempFile("publisher", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(complaints.toFile())
            .start();
    return new Publisher(process, complaints);
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Ends it with no chance to say goodbye, and blocks until it has ended. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Blocks until it ends by itself; returns its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(Eventually.DEADLINE)) {
      throw new AssertionError("still publishing after " + Eventually.DEADLINE);
    }
    return process.exitValue();
  }

  /** What it has written to stderr. */
  String complaints() throws IOException {
    return Files.readString(complaints, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    kill();
    Files.delete(complaints);
  }
}
