package dev.weir.transcode.film;

import dev.weir.container.mp4.Mp4Track;
import dev.weir.library.Asset;
import dev.weir.library.Rendition;
import dev.weir.media.MediaFormatException;
import dev.weir.transcode.vod.AudioFacts;
import dev.weir.transcode.vod.FilmSource;
import dev.weir.transcode.vod.JobFolder;
import dev.weir.transcode.vod.Probe;
import dev.weir.transcode.vod.Remux;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.TranscodeException;
import dev.weir.transcode.vod.VideoFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
   * @param probed what the file says
   * @param facts the same, less what turned out not to be fit to be taken over
   * @param leadSpreadMicros of its main video, {@link FilmSource#leadSpreadMicros}
   */
  private record Known(SourceFacts probed, SourceFacts facts, long leadSpreadMicros) {
    Known keeping(Set<Integer> tracks) {
      return new Known(probed, probed.keeping(tracks), leadSpreadMicros);
    }
  }

  /** A film of which something may have been taken over already. */
  ReadFilm read(String asset) throws IOException, TranscodeException, InterruptedException {
    Optional<Known> remembered = remembered(asset);
    return film(asset, remembered.isPresent() ? remembered.get() : lookAgain(asset));
  }

  /** A film of which nothing is taken over yet, or is to be taken over anew. */
  ReadFilm examine(String asset) throws IOException, TranscodeException, InterruptedException {
    return film(asset, remember(asset, look(asset)));
  }

  /**
   * Remembers what was taken over; what was not is made anew, whatever it looked like.
   *
   * @param tracks FFmpeg's numbers of them
   */
  ReadFilm keeping(String asset, Set<Integer> tracks)
      throws IOException, TranscodeException, InterruptedException {
    Optional<Known> remembered = remembered(asset);
    Known film = remembered.isPresent() ? remembered.get() : look(asset);
    return film(asset, remember(asset, film.keeping(tracks)));
  }

  private ReadFilm film(String asset, Known film) {
    return new ReadFilm(
        film.facts(),
        film.leadSpreadMicros(),
        tools.files().original(asset),
        tools.files().remuxed(asset),
        Remux.trackNumbers(film.probed()));
  }

  private Known lookAgain(String asset)
      throws IOException, TranscodeException, InterruptedException {
    Known film = look(asset);
    boolean wasRead = tools.assets().find(asset).flatMap(Asset::cuts).isPresent();
    return remember(asset, wasRead ? film.keeping(taken(asset, film.probed())) : film);
  }

  /** The library knows them by their names. */
  private Set<Integer> taken(String asset, SourceFacts facts) {
    List<String> names = tools.renditions().of(asset).stream().map(Rendition::name).toList();
    var taken = new HashSet<Integer>();
    if (names.contains(FilmNames.VIDEO)) {
      facts.mainVideo().ifPresent(video -> taken.add(video.track().index()));
    }
    for (AudioFacts sound : facts.sounds()) {
      if (names.contains(FilmNames.audio(sound.track()))) {
        taken.add(sound.track().index());
      }
    }
    return taken;
  }

  private Optional<Known> remembered(String asset) {
    synchronized (known) {
      return Optional.ofNullable(known.get(asset));
    }
  }

  /** Remembers nothing: others would be shown what is not sorted out yet. */
  private Known look(String asset) throws IOException, TranscodeException, InterruptedException {
    Path original = tools.files().original(asset);
    SourceFacts facts = probe(original);
    return new Known(facts, facts, leadSpreadMicros(original, facts));
  }

  private Known remember(String asset, Known film) {
    synchronized (known) {
      known.put(asset, film);
    }
    return film;
  }

  private SourceFacts probe(Path original)
      throws IOException, TranscodeException, InterruptedException {
    try (var folder = JobFolder.create(tools.files().work())) {
      SourceFacts facts = new Probe(tools.ffmpeg()).read(original, folder);
      boolean isLate = facts.file().isMp4() && facts.file().startMicros() > 0;
      return isLate ? measured(original, facts) : facts;
    }
  }

  /** FFmpeg counts what is before the first fragment too. */
  private static SourceFacts measured(Path original, SourceFacts facts) throws IOException {
    try (OpenFilm open = OpenFilm.open(original)) {
      long micros = open.file().endMicros() - facts.file().startMicros();
      return micros > 0 ? facts.lasting(micros) : facts;
    } catch (MediaFormatException notUnderstood) {
      return facts;
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
      Optional<Mp4Track> track =
          KeptTracks.find(open.file(), video.get().track(), Mp4Track.Kind.VIDEO)
              .filter(found -> found.media().isPresent());
      return track.isEmpty()
          ? seen
          : Math.max(seen, KeptTracks.leadSpreadMicros(open.file(), track.get()));
    } catch (MediaFormatException notUnderstood) {
      return seen;
    }
  }
}
