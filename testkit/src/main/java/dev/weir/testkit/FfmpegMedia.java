package dev.weir.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;

/**
 * Makes and inspects media with the bundled FFmpeg, unpacked once. Calls block until the child
 * process ends, and kill it after four minutes. Thread-safe.
 */
public final class FfmpegMedia {
  private static final int TIMEOUT_SECONDS = 240;
  private static final int STDERR_TAIL_CHARACTERS = 2000;

  private FfmpegMedia() {}

  /** The path of the executable. */
  public static String ffmpeg() {
    return Executables.FFMPEG;
  }

  /** The path of the executable. */
  public static String ffprobe() {
    return Executables.FFPROBE;
  }

  /**
   * Runs ffmpeg, with {@code arguments} before the name of the file to make.
   *
   * @param target is overwritten
   * @return {@code target}
   */
  public static Path make(Path target, List<String> arguments) {
    var command =
        new ArrayList<>(List.of(ffmpeg(), "-hide_banner", "-nostdin", "-v", "error", "-y"));
    command.addAll(arguments);
    command.add(target.toString());
    run(command);
    return target;
  }

  /** Runs ffprobe and returns what it prints; anything that it complains of is a failure. */
  public static String probe(Path media, List<String> arguments) {
    var command = new ArrayList<>(List.of(ffprobe(), "-hide_banner", "-v", "error"));
    command.addAll(arguments);
    command.add(media.toString());
    return run(command);
  }

  /** Decodes everything with ffmpeg; anything that it complains of is a failure. */
  public static void decode(Path media) {
    run(
        List.of(
            ffmpeg(),
            "-hide_banner",
            "-nostdin",
            "-v",
            "error",
            "-xerror",
            "-i",
            media.toString(),
            "-f",
            "null",
            "-"));
  }

  private static String run(List<String> command) {
    try {
      Path stdout = Files.createTempFile("ffmpeg", ".out");
      Path stderr = Files.createTempFile("ffmpeg", ".err");
      try {
        return run(command, stdout, stderr);
      } finally {
        Files.delete(stdout);
        Files.delete(stderr);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
  }

  private static String run(List<String> command, Path stdout, Path stderr)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile())
            .start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw failure(command, "still running after " + TIMEOUT_SECONDS + " s", stderr);
    }
    if (process.exitValue() != 0) {
      throw failure(command, "exit code " + process.exitValue(), stderr);
    }
    if (Files.size(stderr) > 0) {
      throw failure(command, "complaints", stderr);
    }
    return Files.readString(stdout, StandardCharsets.UTF_8);
  }

  private static AssertionError failure(List<String> command, String reason, Path stderr)
      throws IOException {
    String text = Files.readString(stderr, StandardCharsets.UTF_8);
    String tail = text.substring(Math.max(0, text.length() - STDERR_TAIL_CHARACTERS));
    return new AssertionError("%s: %s%n%s".formatted(reason, String.join(" ", command), tail));
  }

  /** Unpacked from the jar when first asked for. */
  private static final class Executables {
    static final String FFMPEG = Loader.load(ffmpeg.class);
    static final String FFPROBE = Loader.load(ffprobe.class);
  }
}
