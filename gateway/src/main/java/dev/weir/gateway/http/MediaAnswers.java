package dev.weir.gateway.http;

import dev.weir.channel.LiveStore;
import dev.weir.media.Bytes;
import dev.weir.net.ByteSource;
import dev.weir.packaging.MediaLookup;
import dev.weir.packaging.Part;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Sends files of streams from memory, or from disk by a worker; they never change under their
 * address. Thread-safe.
 */
final class MediaAnswers {
  static final String GONE = "This piece of the stream is not there (any more).";

  private final LiveStore store;
  private final DiskReads reads;

  MediaAnswers(LiveStore store, DiskReads reads) {
    this.store = store;
    this.reads = reads;
  }

  void send(HttpServerRequest request, MediaLookup found) {
    switch (found) {
      case MediaLookup.FoundHeader(Bytes header) ->
          Answers.media(request, tag(header), ByteSource.of(List.of(header)));
      case MediaLookup.FoundParts(List<Part> parts) -> send(request, parts);
      case MediaLookup.Expected(), MediaLookup.Growing _, MediaLookup.Missing() ->
          Answers.problem(request, 404, GONE);
    }
  }

  private void send(HttpServerRequest request, List<Part> parts) {
    if (!store.isAtHand(parts)) {
      reads.run(
          request,
          length(parts),
          () -> store.read(parts),
          GONE,
          pieces -> Answers.media(request, tag(parts), ByteSource.of(pieces)));
      return;
    }
    var source = new PartsInMemory(store, parts);
    if (source.isThere()) {
      Answers.media(request, tag(parts), source);
    } else {
      Answers.problem(request, 404, GONE);
    }
  }

  private static String tag(Bytes header) {
    return "\"h%x-%x\"".formatted(header.length(), header.hashCode());
  }

  private static String tag(List<Part> parts) {
    return "\"%x-%x\"".formatted(parts.getFirst().startTicks(), length(parts));
  }

  private static long length(List<Part> parts) {
    return parts.stream().mapToLong(Part::lengthBytes).sum();
  }
}
