package dev.weir.server;

import dev.weir.gateway.http.AssetView;
import dev.weir.gateway.http.LibraryRoute;
import dev.weir.gateway.upload.UploadSink;
import dev.weir.library.Asset;
import dev.weir.library.AssetState;
import dev.weir.library.Assets;
import dev.weir.library.Database;
import dev.weir.library.Job;
import dev.weir.library.Jobs;
import dev.weir.library.Positions;
import dev.weir.library.Renditions;
import dev.weir.library.Upload;
import dev.weir.media.Clock;
import dev.weir.server.config.TranscodeConfig;
import dev.weir.server.config.WeirConfig;
import dev.weir.transcode.DemoFilm;
import dev.weir.transcode.FfmpegExecutable;
import dev.weir.transcode.film.FilmFiles;
import dev.weir.transcode.film.FilmSubtitles;
import dev.weir.transcode.film.FilmTools;
import dev.weir.transcode.film.FilmWorkers;
import dev.weir.transcode.vod.ConfinedFfmpeg;
import dev.weir.transcode.vod.Confinement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Films, wired from a file that has come to what viewers may ask for. Without an FFmpeg they wait.
 * Thread-safe.
 */
final class FilmMaking implements UploadSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FilmMaking.class);

  /** What an FFmpeg may ask of memory; a film of 8K needs some. */
  private static final long MOST_ADDRESSES = 16L << 30;

  private final WeirConfig config;
  private final FilmFiles files;
  private final KeptFiles originals;
  private final Clock clock;
  private final LibraryRoute.Shelves shelves;
  private final FilmSubtitles subtitles;
  private final Consumer<String> gone;

  // Guarded by this.
  private @Nullable FilmWorkers workers;
  private boolean isClosed;

  /**
   * @param gone is told of films that were deleted
   */
  FilmMaking(WeirConfig config, Database database, Clock clock, Consumer<String> gone) {
    this.config = config;
    this.clock = clock;
    this.gone = gone;
    Path folder = config.data().resolve("originals");
    originals = new KeptFiles(folder);
    files = new FilmFiles(folder, config.data().resolve("work"), config.data().resolve("media"));
    shelves =
        new LibraryRoute.Shelves(
            new Assets(database, List.copyOf(config.webhooks().keySet())),
            new Renditions(database),
            new Jobs(database),
            new Positions(database),
            this::remove,
            this::cancel);
    subtitles = new FilmSubtitles(files, shelves.assets(), shelves.renditions());
  }

  LibraryRoute.Shelves shelves() {
    return shelves;
  }

  /** Makes films from now on; returns at once. */
  void begin() {
    Thread.ofVirtual().name("films-begin").start(this::startWorkers);
  }

  private void startWorkers() {
    try {
      FfmpegExecutable executable = FfmpegExecutable.find(config.ffmpeg().path());
      start(executable);
    } catch (IOException | RuntimeException failed) {
      LOG.error("event=films-wait nothing is made of films: {}", failed.getMessage());
    }
  }

  /** Makes the film of an empty library's demonstration, once; returns at once. */
  void beginDemo(String id) {
    Thread.ofVirtual().name("film-demo").start(() -> makeDemo(id));
  }

  private void makeDemo(String id) {
    if (shelves.assets().find(id).isPresent()) {
      return;
    }
    Path film = originals.folder().resolve(id);
    try {
      Files.createDirectories(originals.folder());
      var executable = FfmpegExecutable.find(config.ffmpeg().path());
      DemoFilm.make(executable, config.data().resolve("demo"), film);
      add(id, "Four seasons", "demo.mp4", Files.size(film));
    } catch (IOException | RuntimeException failed) {
      LOG.warn("event=demo-film-missing {}", failed.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void start(FfmpegExecutable executable) throws IOException {
    TranscodeConfig transcode = config.transcode();
    var ffmpeg =
        new ConfinedFfmpeg(
            executable, Confinement.ofThisSystem(MOST_ADDRESSES), transcode.patience(), clock);
    var tools =
        new FilmTools(
            shelves.assets(),
            shelves.renditions(),
            shelves.jobs(),
            files,
            ffmpeg,
            transcode.ladder(),
            clock);
    if (!isClosed) {
      workers = FilmWorkers.start(tools, UUID.randomUUID().toString(), transcode.jobsAtATime());
    }
  }

  @Override
  public void complete(Upload upload, Path file) throws IOException {
    originals.complete(upload, file);
    String fileName = upload.source().fileName().orElse("film");
    add(
        upload.asset(),
        upload.source().title().orElse(title(fileName)),
        fileName,
        upload.lengthBytes());
  }

  /** A film of which the file is where it belongs; does nothing where it is known. */
  private void add(String id, String title, String fileName, long sizeBytes) {
    long nowMillis = clock.wallMillis();
    shelves
        .assets()
        .add(
            Asset.waiting(id, cut(title), cut(fileName), sizeBytes, nowMillis),
            Job.waiting(id + ".read", id, Job.Kind.READ, "", 0, nowMillis));
    wake();
  }

  private synchronized void wake() {
    if (workers != null) {
      workers.wake();
    }
  }

  /** The name of a file without its ending. */
  private static String title(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return (dot > 0 ? fileName.substring(0, dot) : fileName).replace('_', ' ');
  }

  private static String cut(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300);
  }

  /** Nobody keeps its files open after that, so that the disk has room again. */
  private boolean remove(String id) {
    try {
      return delete(id);
    } finally {
      gone.accept(id);
    }
  }

  private boolean delete(String id) {
    FilmWorkers working = working();
    if (working != null) {
      return working.remove(id);
    }
    try {
      files.delete(id);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return shelves.assets().remove(id);
  }

  private int cancel(String id) {
    FilmWorkers working = working();
    return working != null ? working.cancel(id) : shelves.jobs().cancel(id);
  }

  private synchronized @Nullable FilmWorkers working() {
    return workers;
  }

  /** What can be watched of a film. */
  Optional<AssetView> find(String id) {
    return shelves
        .assets()
        .find(id)
        .filter(asset -> asset.state() == AssetState.READY)
        .map(asset -> FilmViews.of(asset, shelves.renditions().of(id)));
  }

  FilmSubtitles subtitles() {
    return subtitles;
  }

  @Override
  public void close() {
    FilmWorkers closing;
    synchronized (this) {
      isClosed = true;
      closing = workers;
    }
    if (closing != null) {
      closing.close();
    }
  }
}
