package dev.weir.transcode.vod;

import dev.weir.media.SystemClock;
import dev.weir.transcode.FfmpegExecutable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The bundled FFmpeg, confined as this system can, once for all tests. */
final class Tools {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private Tools() {}

  static ConfinedFfmpeg ffmpeg() {
    return Once.FFMPEG;
  }

  static JobFolder folder(Path root) {
    try {
      return JobFolder.create(root.resolve("jobs"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static SourceFacts probe(Path source, JobFolder folder) throws Exception {
    return new Probe(ffmpeg()).read(source, folder);
  }

  private static final class Once {
    static final ConfinedFfmpeg FFMPEG = find();

    private static ConfinedFfmpeg find() {
      try {
        return new ConfinedFfmpeg(
            FfmpegExecutable.find(Optional.empty()),
            Confinement.ofThisSystem(8L << 30),
            PATIENCE,
            new SystemClock());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
