package dev.weir.transcode.film;

import dev.weir.container.mp4.Mp4Track;
import dev.weir.media.MediaFormatException;
import dev.weir.transcode.vod.FilmSource;
import dev.weir.transcode.vod.JobFolder;
import dev.weir.transcode.vod.Probe;
import dev.weir.transcode.vod.Remux;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.TranscodeException;
import dev.weir.transcode.vod.VideoFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what is in the files of films, and remembers it of a few: each chunk of a film asks
 * again. Thread-safe; blocks.
 */
final class FilmReader {
  private static final int MOST_REMEMBERED = 16;

  private final FilmTools tools;
  private final Map<String, Known> known =
      new LinkedHashMap<>(MOST_REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  FilmReader(FilmTools tools) {
    this.tools = tools;
  }

  /**
   * What is known of a file.
   *
   * @param leadSpreadMicros of its main video, {@link FilmSource#leadSpreadMicros}
   */
  private record Known(SourceFacts facts, long leadSpreadMicros) {}

  ReadFilm read(String asset) throws IOException, TranscodeException, InterruptedException {
    Optional<Known> remembered = remembered(asset);
    Known film = remembered.isPresent() ? remembered.get() : look(asset);
    return new ReadFilm(
        film.facts(),
        film.leadSpreadMicros(),
        tools.files().original(asset),
        tools.files().remuxed(asset),
        Remux.trackNumbers(film.facts()));
  }

  private Optional<Known> remembered(String asset) {
    synchronized (known) {
      return Optional.ofNullable(known.get(asset));
    }
  }

  private Known look(String asset) throws IOException, TranscodeException, InterruptedException {
    Path original = tools.files().original(asset);
    SourceFacts facts = probe(original);
    var film = new Known(facts, leadSpreadMicros(original, facts));
    synchronized (known) {
      known.put(asset, film);
    }
    return film;
  }

  private SourceFacts probe(Path original)
      throws IOException, TranscodeException, InterruptedException {
    try (var folder = JobFolder.create(tools.files().work())) {
      return new Probe(tools.ffmpeg()).read(original, folder);
    }
  }

  /** The probe has seen the beginning alone, the index of an MP4 is of all. */
  private static long leadSpreadMicros(Path original, SourceFacts facts) throws IOException {
    Optional<VideoFacts> video = facts.mainVideo();
    if (video.isEmpty()) {
      return 0;
    }
    long seen = video.get().timing().spacing().leadSpreadMicros();
    if (!facts.file().isMp4()) {
      return seen;
    }
    try (OpenFilm open = OpenFilm.open(original)) {
      Optional<Mp4Track> track = KeptTracks.find(open.file(), video.get().track().index());
      return track.isEmpty()
          ? seen
          : Math.max(seen, KeptTracks.leadSpreadMicros(open.file(), track.get()));
    } catch (MediaFormatException notUnderstood) {
      return seen;
    }
  }
}
