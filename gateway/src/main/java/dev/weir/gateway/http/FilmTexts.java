package dev.weir.gateway.http;

import dev.weir.channel.Document;
import dev.weir.gateway.http.Answers.MediaHead;
import dev.weir.gateway.http.Films.Film;
import dev.weir.media.Bytes;
import dev.weir.net.ByteSource;
import dev.weir.packaging.TextRendition;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.storage.BlobException;
import dev.weir.storage.DurableBlobStore;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the small files of films, which are read whole: subtitles as WebVTT, posters and the
 * pictures of the seek bar. Thread-safe.
 */
final class FilmTexts {
  private static final String WEBVTT = "text/vtt; charset=utf-8";
  private static final String GONE = "This film has no such file.";
  private static final long MOST_BYTES = 8 << 20;
  private static final Pattern PICTURE = Pattern.compile("[A-Za-z0-9_-]{1,64}\\.(jpg|webp|vtt)");

  /** RFC 8216bis §3.1.4: film time 0 stands at 10 s, in the ticks of MPEG-2. */
  private static final Bytes NOBODY_SPEAKS =
      Bytes.wrap(
          "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n"
              .getBytes(StandardCharsets.US_ASCII));

  private final DurableBlobStore disk;
  private final DiskReads reads;

  FilmTexts(DurableBlobStore disk, DiskReads reads) {
    this.disk = disk;
    this.reads = reads;
  }

  /** All of it, or a segment. */
  void subtitles(
      HttpServerRequest request, Film film, TextRendition text, String file, String cacheControl) {
    OptionalLong segment = TextRendition.segmentOf(file);
    boolean isThere =
        segment.isPresent()
            ? segment.getAsLong() < film.presentation().currentPeriod().nextSequence()
            : file.equals(TextRendition.WHOLE);
    if (!isThere) {
      Answers.problem(request, 404, GONE);
      return;
    }
    String blob = RenditionFiles.folder(film.asset().id(), text.name()) + "/" + file;
    reads.run(
        request,
        () -> Document.of(segment.isPresent() ? segment(blob) : whole(blob)),
        GONE,
        document -> Answers.document(request, WEBVTT, cacheControl, document));
  }

  private Bytes segment(String blob) throws IOException {
    try {
      return whole(blob);
    } catch (BlobException refused) {
      if (refused.reason() != BlobException.Reason.NOT_FOUND) {
        throw refused;
      }
      return NOBODY_SPEAKS;
    }
  }

  /** A file right below the asset. */
  void picture(HttpServerRequest request, AssetView asset, String file, String cacheControl) {
    Matcher name = PICTURE.matcher(file);
    if (!name.matches()) {
      Answers.problem(request, 404, GONE);
      return;
    }
    String contentType = name.group(1).equals("vtt") ? WEBVTT : contentType(name.group(1));
    reads.run(
        request,
        () -> whole(RenditionFiles.folder(asset.id()) + "/" + file),
        GONE,
        octets ->
            Answers.media(
                request,
                new MediaHead(contentType, cacheControl, tag(octets)),
                new Body.Held(ByteSource.of(List.of(octets)))));
  }

  private static String contentType(String suffix) {
    return suffix.equals("webp") ? "image/webp" : "image/jpeg";
  }

  private static String tag(Bytes octets) {
    return "\"p%x-%x\"".formatted(octets.length(), octets.hashCode());
  }

  private Bytes whole(String blob) throws IOException {
    long length = disk.length(blob);
    if (length > MOST_BYTES) {
      throw new IOException(blob + ": " + length + " bytes are too many");
    }
    return Bytes.concat(disk.read(blob, 0, length));
  }
}
