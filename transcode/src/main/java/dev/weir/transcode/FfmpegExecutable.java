package dev.weir.transcode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;

/**
 * An FFmpeg executable that has been seen to run. Immutable.
 *
 * @param version as it calls itself, such as {@code 8.0.1}
 */
public record FfmpegExecutable(Path path, String version) {
  private static final Duration CHECK_LIMIT = Duration.ofSeconds(20);
  private static final String MISSING_LIBRARIES =
      "; it needs the libraries libxcb1 libxcb-shm0 libasound2 libpulse0"
          + " (Debian, Ubuntu: apt-get install libxcb1 libxcb-shm0 libasound2 libpulse0)";

  /**
   * The {@code configured} one and no other, or else the one that comes with Weir, or else the one
   * on the path of the system. Blocks for some seconds at first use, while the bundled one is
   * unpacked.
   *
   * @throws IOException if none runs; the message says why
   */
  public static FfmpegExecutable find(Optional<Path> configured) throws IOException {
    if (configured.isPresent()) {
      return check(configured.get());
    }
    try {
      return check(bundled());
    } catch (IOException unusable) {
      try {
        return check(Path.of("ffmpeg"));
      } catch (IOException alsoUnusable) {
        unusable.addSuppressed(alsoUnusable);
        throw unusable;
      }
    }
  }

  private static Path bundled() throws IOException {
    try {
      Loader.load(org.bytedeco.ffmpeg.ffprobe.class);
      return Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
    } catch (RuntimeException | LinkageError absent) {
      throw new IOException("No FFmpeg comes with this build for this platform: " + absent, absent);
    }
  }

  private static FfmpegExecutable check(Path path) throws IOException {
    return check(path, CHECK_LIMIT);
  }

  /** What it says has to fit into a pipe: one that says more never ends, and is not FFmpeg. */
  static FfmpegExecutable check(Path path, Duration limit) throws IOException {
    var process =
        new ProcessBuilder(List.of(path.toString(), "-version")).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("%s does not answer within %s".formatted(path, limit));
      }
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException(path + " does not run: " + explain(said.strip()));
      }
      return new FfmpegExecutable(path, versionIn(said));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + path + " was tried", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  static String explain(String said) {
    return said.contains("shared librar") ? said + MISSING_LIBRARIES : said;
  }

  /** The ffprobe beside it, which is not tried before it is used. */
  public Path probe() {
    String name = path.getFileName().toString();
    return path.resolveSibling(name.replace("ffmpeg", "ffprobe"));
  }

  /** From {@code ffmpeg version 8.0.1 Copyright …}. */
  static String versionIn(String said) {
    String[] words = said.split("\\s+", 4);
    return words.length > 2 && words[1].equals("version") ? words[2] : "unknown";
  }
}
