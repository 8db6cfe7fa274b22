package dev.weir.transcode.film;

import dev.weir.library.Assets;
import dev.weir.library.Database;
import dev.weir.library.Jobs;
import dev.weir.library.Renditions;
import dev.weir.media.Clock;
import dev.weir.transcode.FfmpegExecutable;
import dev.weir.transcode.vod.ConfinedFfmpeg;
import dev.weir.transcode.vod.Confinement;
import dev.weir.transcode.vod.LadderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What films are worked on with in tests: a real FFmpeg, and folders below one. */
final class Workshop {
  private Workshop() {}

  static FilmTools tools(Path root, Database database, LadderConfig ladder, Clock clock)
      throws IOException {
    return new FilmTools(
        new Assets(database),
        new Renditions(database),
        new Jobs(database),
        new FilmFiles(
            Files.createDirectories(root.resolve("originals")),
            root.resolve("work"),
            root.resolve("media")),
        new ConfinedFfmpeg(
            FfmpegExecutable.find(Optional.empty()),
            Confinement.NONE,
            Duration.ofMinutes(1),
            clock),
        ladder,
        clock);
  }
}
