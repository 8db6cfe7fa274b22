package dev.weir.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Keys {@code ffmpeg.*}. Immutable.
 *
 * @param path of the executable; empty for the bundled one
 */
public record FfmpegConfig(Optional<Path> path) {
  static final FfmpegConfig DEFAULTS = new FfmpegConfig(Optional.empty());
}
