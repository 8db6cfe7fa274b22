package dev.weir.gateway.http;

import dev.weir.channel.CatchUp;
import dev.weir.channel.Document;
import dev.weir.channel.PresentationFeed.Snapshot;
import dev.weir.packaging.Interval;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.hls.PlaylistForm;
import dev.weir.stream.StreamName;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Serves what only the disk has of a stream: the stretch between two moments, and its files, also
 * when the stream is over. Thread-safe.
 */
final class PastRoute {
  static final String NOTHING_THERE =
      "Nothing of this stream is kept from that time. /api/v1/live/NAME/dvr tells what is.";
  private static final String NOT_ON_AIR = "This stream is not on air.";

  /** What lies in the past changes only as the disk makes room. */
  private static final String CACHE_CONTROL = "public, max-age=10";

  private final CatchUp catchUp;
  private final DiskReads reads;
  private final MediaAnswers media;

  PastRoute(CatchUp catchUp, DiskReads reads, MediaAnswers media) {
    this.catchUp = catchUp;
    this.reads = reads;
    this.media = media;
  }

  /** Answers for a stretch; false where the address is none of ours. */
  boolean stretch(HttpServerRequest request, StreamName name, Interval interval, RequestPath path) {
    if (path.size() == 3) {
      return switch (path.at(2)) {
        case "index.m3u8" -> {
          text(
              request,
              name,
              interval,
              LiveRoute.HLS,
              now -> Optional.of(now.texts().multivariant()));
          yield true;
        }
        case "index.mpd" -> {
          text(request, name, interval, LiveRoute.DASH, now -> now.texts().manifest());
          yield true;
        }
        default -> false;
      };
    }
    return MediaName.parse(path.at(3))
        .map(file -> stretch(request, name, interval, path.at(2), file))
        .orElse(false);
  }

  private boolean stretch(
      HttpServerRequest request,
      StreamName name,
      Interval interval,
      String rendition,
      MediaName file) {
    switch (file) {
      case MediaName.Playlist() ->
          text(
              request,
              name,
              interval,
              LiveRoute.HLS,
              now -> now.texts().media(rendition, PlaylistForm.WHOLE));
      case MediaName.IFramePlaylist() ->
          text(request, name, interval, LiveRoute.HLS, now -> now.texts().iFrames(rendition));
      case MediaName.Header _, MediaName.SegmentFile _, MediaName.PartFile _ ->
          file(request, name, rendition, file);
    }
    return true;
  }

  /** Answers for a file of a stream that is not in memory. */
  boolean file(HttpServerRequest request, StreamName name, RequestPath path) {
    Optional<MediaName> file = path.size() == 4 ? MediaName.parse(path.at(3)) : Optional.empty();
    if (file.isEmpty() || file.get().isPlaylist()) {
      Answers.problem(request, 404, NOT_ON_AIR);
      return true;
    }
    file(request, name, path.at(2), file.get());
    return true;
  }

  void file(HttpServerRequest request, StreamName name, String rendition, MediaName file) {
    reads.run(
        request,
        () -> catchUp.find(name, rendition, file),
        MediaAnswers.GONE,
        found -> media.send(request, found));
  }

  /** Which text of what was found. */
  private interface Choice {
    Optional<Document> of(Snapshot snapshot);
  }

  private void text(
      HttpServerRequest request,
      StreamName name,
      Interval interval,
      String contentType,
      Choice choice) {
    reads.run(
        request,
        () -> catchUp.read(name, interval).flatMap(choice::of),
        NOTHING_THERE,
        text ->
            text.ifPresentOrElse(
                document -> Answers.document(request, contentType, CACHE_CONTROL, document),
                () -> Answers.problem(request, 404, NOTHING_THERE)));
  }
}
