package dev.weir.gateway.http;

import dev.weir.channel.Document;
import dev.weir.gateway.http.Answers.MediaHead;
import dev.weir.gateway.http.Films.Film;
import dev.weir.media.Bytes;
import dev.weir.media.Clock;
import dev.weir.net.ByteSource;
import dev.weir.net.StoredBody;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.Part;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.packaging.TextRendition;
import dev.weir.packaging.archive.AssetReader;
import dev.weir.packaging.archive.MovieReader;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.packaging.hls.PlaylistForm;
import dev.weir.storage.DiskBlobStore;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves films: {@code /vod/ID/index.m3u8}, {@code /vod/ID/index.mpd}, everything below a
 * rendition, pictures beside them, and all of it as one file. Media are sent from files that are
 * kept open: by the system in clear text over HTTP/1.1, by workers elsewhere. Thread-safe.
 */
public final class VodRoute implements HttpRoute, AutoCloseable {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final String NOT_THERE = "There is no such film, or it cannot be watched yet.";
  private static final String NO_TRACK = "This film has no such track.";
  private static final String GONE = "This piece of the film is not there.";

  /** Qualities are added, and subtitles are changed, while it is watched. */
  private static final String SHORTLY = ", max-age=10";

  private static final String FOR_EVER = ", max-age=31536000, immutable";
  private static final String MP4 = "video/mp4";

  private final Films films;
  private final OpenFiles files;
  private final AssetGate gate;
  private final DiskReads reads;
  private final FilmTexts filmTexts;
  private final FilmDownloads downloads;

  public VodRoute(Assets assets, AssetGate gate, DiskBlobStore disk, DiskReads reads, Clock clock) {
    this.films = new Films(assets, new AssetReader(disk), clock);
    this.files = new OpenFiles(disk);
    this.gate = gate;
    this.reads = reads;
    this.filmTexts = new FilmTexts(disk, reads);
    this.downloads = new FilmDownloads(new MovieReader(disk), files, reads);
  }

  /** Shows what the library says from now on: the asset has changed, or is gone. */
  public void forget(String id) {
    films.forget(id);
    files.forget(RenditionFiles.folder(id) + "/");
  }

  /** Closes all files; what is being sent goes on. */
  @Override
  public void close() {
    files.close();
  }

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    if (path.size() < 3 || path.size() > 4 || !path.at(0).equals("vod")) {
      return false;
    }
    String id = path.at(1);
    if (!ID.matcher(id).matches()) {
      Answers.problem(request, 404, NOT_THERE);
      return true;
    }
    Optional<Film> known = films.known(id).filter(film -> film.asset().isPublic());
    if (known.isPresent()) {
      answer(request, known.get(), path);
      return true;
    }
    reads.run(
        request,
        () -> films.load(id).filter(film -> mayWatch(request, film)),
        NOT_THERE,
        film ->
            film.ifPresentOrElse(
                found -> answer(request, found, path),
                () -> Answers.problem(request, 404, NOT_THERE)));
    return true;
  }

  private boolean mayWatch(HttpServerRequest request, Film film) {
    return film.asset().isPublic() || gate.admits(request, film.asset());
  }

  private void answer(HttpServerRequest request, Film film, RequestPath path) {
    if (path.size() == 4) {
      rendition(request, film, path.at(2), path.at(3));
      return;
    }
    switch (path.at(2)) {
      case "index.m3u8" ->
          playlist(request, film, LiveRoute.HLS, Optional.of(film.texts().multivariant()));
      case "index.mpd" -> playlist(request, film, LiveRoute.DASH, film.texts().manifest());
      case FilmDownloads.FILE -> downloads.answer(request, film, shortly(film));
      default -> filmTexts.picture(request, film.asset(), path.at(2), shortly(film));
    }
  }

  private static void playlist(
      HttpServerRequest request, Film film, String contentType, Optional<Document> text) {
    text.ifPresentOrElse(
        document -> Answers.document(request, contentType, shortly(film), document),
        () -> Answers.problem(request, 404, NO_TRACK));
  }

  private void rendition(HttpServerRequest request, Film film, String name, String file) {
    Optional<TextRendition> text = TextRendition.find(film.presentation(), name);
    Optional<PeriodTrack> track = film.presentation().newestTrack(name);
    if (text.isPresent()) {
      subtitles(request, film, text.get(), file);
    } else if (track.isPresent()) {
      media(request, film, track.get(), file);
    } else {
      Answers.problem(request, 404, NO_TRACK);
    }
  }

  private void subtitles(HttpServerRequest request, Film film, TextRendition text, String file) {
    if (file.equals(new MediaName.Playlist().fileName())) {
      playlist(request, film, LiveRoute.HLS, film.texts().subtitles(text.name()));
    } else {
      filmTexts.subtitles(request, film, text, file, shortly(film));
    }
  }

  private void media(HttpServerRequest request, Film film, PeriodTrack track, String file) {
    switch (MediaName.parse(file).orElse(NO_FILE)) {
      case MediaName.Playlist() ->
          playlist(
              request, film, LiveRoute.HLS, film.texts().media(track.name(), PlaylistForm.WHOLE));
      case MediaName.IFramePlaylist() ->
          playlist(request, film, LiveRoute.HLS, film.texts().iFrames(track.name()));
      case MediaName.Header(long period) when period == film.presentation().startMillis() ->
          header(request, film, track);
      case MediaName.SegmentFile(long startTicks) -> segment(request, film, track, startTicks);
      case MediaName.Header _, MediaName.PartFile _ -> Answers.problem(request, 404, GONE);
    }
  }

  /** A film has no parts. */
  private static final MediaName NO_FILE = new MediaName.PartFile(0, 0);

  private static void header(HttpServerRequest request, Film film, PeriodTrack track) {
    Bytes header = track.header();
    String tag = "\"h%x-%x\"".formatted(header.length(), header.hashCode());
    Answers.media(
        request,
        new MediaHead(MP4, forEver(film), tag),
        new Body.Held(ByteSource.of(List.of(header))));
  }

  private void segment(HttpServerRequest request, Film film, PeriodTrack track, long startTicks) {
    Optional<Segment> segment = track.segmentAt(startTicks).filter(found -> !found.isGap());
    if (segment.isEmpty()) {
      Answers.problem(request, 404, GONE);
      return;
    }
    Part part = segment.get().parts().getFirst();
    String tag =
        "\"%x-%x-%x\"".formatted(startTicks, part.lengthBytes(), track.header().hashCode());
    send(request, part, new MediaHead(MP4, forEver(film), tag));
  }

  private void send(HttpServerRequest request, Part part, MediaHead head) {
    if (!StoredBody.isSentBySystem(request, part.lengthBytes()) && !reads.hasRoomForStep(request)) {
      return;
    }
    files
        .poll(part.extent())
        .ifPresentOrElse(
            file -> send(request, part, head, file),
            () ->
                reads.run(
                    request, () -> opened(part), GONE, file -> send(request, part, head, file)));
  }

  private OpenFiles.Opened opened(Part part) throws IOException {
    return files.open(part.extent());
  }

  private void send(HttpServerRequest request, Part part, MediaHead head, OpenFiles.Opened file) {
    if (request.response().closed()) {
      file.release();
      return;
    }
    Answers.media(
        request, head, new Body.Stored(file, part.offset(), part.lengthBytes(), reads.steps()));
  }

  private static String shortly(Film film) {
    return scope(film) + SHORTLY;
  }

  private static String forEver(Film film) {
    return scope(film) + FOR_EVER;
  }

  /** What only some may watch is kept by nobody but themselves (RFC 9111 §5.2.2.7). */
  private static String scope(Film film) {
    return film.asset().isPublic() ? "public" : "private";
  }
}
