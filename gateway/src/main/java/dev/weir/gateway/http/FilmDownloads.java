package dev.weir.gateway.http;

import dev.weir.gateway.http.Answers.MediaHead;
import dev.weir.gateway.http.Films.Film;
import dev.weir.media.TrackKind;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.archive.MovieReader;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Films as one MP4 to be kept: {@code /vod/ID/download.mp4?video=NAME&audio=NAME}, made while it is
 * sent, with ranges. Headers of what was asked for lately are kept, {@value #MOST_BYTES} of them
 * together. Thread-safe.
 */
final class FilmDownloads {
  static final String FILE = "download.mp4";

  private static final String NOT_ALLOWED = "The owner of this film does not allow downloads.";
  private static final String NO_TRACK = "This film has no such rendition to download.";
  private static final String BUSY = "Too many downloads begin at this moment; try again soon.";
  private static final String GONE = "This film is not there any more.";

  /** A film of two hours has some 4 MB. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int MOST_AT_A_TIME = 2;

  private final MovieReader reader;
  private final OpenFiles files;
  private final DiskReads reads;
  private final Semaphore free = new Semaphore(MOST_AT_A_TIME);

  // Guarded by this.
  private final Map<Wanted, StoredMovie> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  FilmDownloads(MovieReader reader, OpenFiles files, DiskReads reads) {
    this.reader = reader;
    this.files = files;
    this.reads = reads;
  }

  /** What of which film. Immutable. */
  private record Wanted(AssetView asset, List<String> renditions) {}

  void answer(HttpServerRequest request, Film film, String cacheControl) {
    if (film.asset().downloadName().isEmpty()) {
      Answers.problem(request, 403, NOT_ALLOWED);
      return;
    }
    Optional<List<PeriodTrack>> tracks = tracks(request, film);
    if (tracks.isEmpty()) {
      Answers.problem(request, 404, NO_TRACK);
      return;
    }
    var wanted = new Wanted(film.asset(), tracks.get().stream().map(PeriodTrack::name).toList());
    Optional<StoredMovie> known = known(wanted);
    if (known.isPresent()) {
      send(request, film, cacheControl, known.get());
    } else {
      reads.run(
          request,
          () -> read(wanted, tracks.get()),
          GONE,
          movie ->
              movie.ifPresentOrElse(
                  read -> send(request, film, cacheControl, read),
                  () -> Answers.problem(request, 503, BUSY)));
    }
  }

  /** Empty where others keep all hands busy. */
  private Optional<StoredMovie> read(Wanted wanted, List<PeriodTrack> tracks) throws IOException {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    try {
      StoredMovie movie = new StoredMovie(reader.read(tracks));
      keep(wanted, movie);
      return Optional.of(movie);
    } finally {
      free.release();
    }
  }

  /** Those that were named, or else the first picture and the first sound. */
  private static Optional<List<PeriodTrack>> tracks(HttpServerRequest request, Film film) {
    List<PeriodTrack> all = film.presentation().currentPeriod().tracks();
    var chosen = new ArrayList<PeriodTrack>();
    for (TrackKind kind : TrackKind.values()) {
      List<PeriodTrack> ofKind = all.stream().filter(one -> one.track().kind() == kind).toList();
      @Nullable String name = request.getParam(kind == TrackKind.VIDEO ? "video" : "audio");
      Optional<PeriodTrack> one =
          name == null
              ? ofKind.stream().findFirst()
              : ofKind.stream().filter(track -> track.name().equals(name)).findFirst();
      if (name != null && one.isEmpty()) {
        return Optional.empty();
      }
      one.ifPresent(chosen::add);
    }
    return Optional.of(chosen);
  }

  private synchronized Optional<StoredMovie> known(Wanted wanted) {
    return Optional.ofNullable(kept.get(wanted));
  }

  private synchronized void keep(Wanted wanted, StoredMovie movie) {
    @Nullable StoredMovie before = kept.put(wanted, movie);
    bytes += movie.headerLength() - (before == null ? 0 : before.headerLength());
    Iterator<StoredMovie> oldest = kept.values().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().headerLength();
      oldest.remove();
    }
  }

  private void send(HttpServerRequest request, Film film, String cacheControl, StoredMovie movie) {
    if (!reads.hasRoomForStep(request)) {
      return;
    }
    request
        .response()
        .putHeader("Content-Disposition", attachment(film.asset().downloadName().orElseThrow()));
    Answers.media(
        request,
        new MediaHead("video/mp4", cacheControl, movie.entityTag()),
        new Body.Assembled(movie, new MovieOctets(movie, files), reads.steps()));
  }

  /** RFC 6266 §4.3: for clients that know ASCII alone, and for all others. */
  static String attachment(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9 ._()-]", "_");
    String encoded =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"%s.mp4\"; filename*=UTF-8''%s.mp4".formatted(plain, encoded);
  }
}
