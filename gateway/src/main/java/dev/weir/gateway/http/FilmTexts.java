package dev.weir.gateway.http;

import dev.weir.channel.Document;
import dev.weir.container.text.Cue;
import dev.weir.container.text.WebVttWriter;
import dev.weir.gateway.http.Answers.MediaHead;
import dev.weir.gateway.http.Films.Film;
import dev.weir.media.Bytes;
import dev.weir.media.MediaTime;
import dev.weir.net.ByteSource;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.packaging.TextRendition;
import dev.weir.packaging.archive.AssetTimeline;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.storage.DurableBlobStore;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
  private static final Pattern PICTURE = Pattern.compile("[A-Za-z0-9_-]{1,64}\\.(jpg|webp|vtt)");

  private final DurableBlobStore disk;
  private final DiskReads reads;
  private final KnownCues cues = new KnownCues();

  FilmTexts(DurableBlobStore disk, DiskReads reads) {
    this.disk = disk;
    this.reads = reads;
  }

  /** All of it, or what is said in a segment. */
  void subtitles(
      HttpServerRequest request, Film film, TextRendition text, String file, String cacheControl) {
    OptionalLong number = TextRendition.segmentOf(file);
    Optional<Segment> segment =
        number.isPresent() ? segment(film, number.getAsLong()) : Optional.empty();
    if (segment.isEmpty() && !file.equals(TextRendition.WHOLE)) {
      Answers.problem(request, 404, GONE);
      return;
    }
    String blob = RenditionFiles.folder(film.asset().id(), text.name()) + "/" + TextRendition.WHOLE;
    reads.run(
        request,
        () -> Document.of(segment.isPresent() ? said(film, segment.get(), blob) : whole(blob)),
        GONE,
        document -> Answers.document(request, WEBVTT, cacheControl, document));
  }

  private static Optional<Segment> segment(Film film, long number) {
    return leader(film).segments().stream()
        .filter(segment -> segment.sequence() == number)
        .findFirst();
  }

  /** As the playlist of subtitles counts. */
  private static PeriodTrack leader(Film film) {
    return film.presentation().currentPeriod().leader();
  }

  private Bytes said(Film film, Segment segment, String blob) throws IOException {
    List<Cue> known = cues.of(blob, disk.length(blob), () -> whole(blob));
    PeriodTrack leader = leader(film);
    int timescale = leader.timescale();
    long fromTicks = segment.startTicks() - AssetTimeline.originTicks(timescale);
    boolean isLast = segment.sequence() == leader.segments().getLast().sequence();
    String text =
        WebVttWriter.segment(
            known,
            segment.sequence() == 0 ? 0 : MediaTime.toMillis(fromTicks, timescale),
            isLast
                ? Long.MAX_VALUE
                : MediaTime.toMillis(fromTicks + segment.durationTicks(), timescale),
            AssetTimeline.ORIGIN_MILLIS);
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
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
    if (length > TextRendition.MOST_BYTES) {
      throw new IOException(blob + ": " + length + " bytes are too many");
    }
    return Bytes.concat(disk.read(blob, 0, length));
  }
}
