package dev.weir.gateway.http;

import dev.weir.channel.LiveStore;
import dev.weir.channel.PresentationFeed;
import dev.weir.channel.PresentationFeed.Snapshot;
import dev.weir.net.ByteSource;
import dev.weir.net.HttpBody;
import dev.weir.packaging.MediaLookup;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.Part;
import dev.weir.packaging.Presentation;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A segment that is sent while it grows: the parts that are there, then each further one whole and
 * at once when it comes, and the end with that of the segment, however it came. What LL-DASH plays
 * (ISO/IEC 23009-1 §5.3.9.2, availabilityTimeComplete): the bytes of LL-HLS, by another writer.
 * Confined to the request's loop.
 *
 * <p>One that cannot be sent to its end is reset, so that no cache takes the half for the whole
 * (RFC 9111 §3.3).
 */
final class GrowingAnswer {
  private final HttpServerRequest request;
  private final PresentationFeed feed;
  private final LiveStore store;
  private final String rendition;
  private final MediaName name;
  private final Consumer<MediaLookup> whole;
  private final HttpBody body;
  private int sentParts;

  /**
   * @param whole answers as ever, where there is no growing to be seen after all
   */
  GrowingAnswer(
      HttpServerRequest request,
      PresentationFeed feed,
      LiveStore store,
      String rendition,
      MediaName name,
      Consumer<MediaLookup> whole) {
    this.request = request;
    this.feed = feed;
    this.store = store;
    this.rendition = rendition;
    this.name = name;
    this.whole = whole;
    this.body = new HttpBody(request.response());
  }

  /** There is more of the file than so many parts, or all of it, or there will never be. */
  private record More(String rendition, MediaName name, int parts)
      implements Predicate<Presentation> {
    @Override
    public boolean test(Presentation next) {
      return !(MediaLookup.find(next, rendition, name) instanceof MediaLookup.Growing growing)
          || growing.parts().size() > parts;
    }
  }

  /** Sends what there is now, and later what follows. */
  void goOn(Snapshot now) {
    MediaLookup found = MediaLookup.find(now.presentation(), rendition, name);
    switch (found) {
      case MediaLookup.Growing(List<Part> parts) when parts.isEmpty() -> await(now);
      case MediaLookup.Growing(List<Part> parts) -> grow(parts, now);
      case MediaLookup.FoundParts(List<Part> parts) when sentParts > 0 -> end(parts);
      default -> endWithout(found);
    }
  }

  private void grow(List<Part> parts, Snapshot now) {
    if (sentParts == 0) {
      Answers.beginGrowing(request, now.presentation().targetDurationSeconds());
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      request.response().end();
      return;
    }
    try {
      body.add(unsent(parts));
      sentParts = parts.size();
      await(now);
    } catch (IOException gone) {
      HttpBody.breakOff(request.response());
    }
  }

  private void end(List<Part> parts) {
    try {
      body.end(unsent(parts));
    } catch (IOException gone) {
      HttpBody.breakOff(request.response());
    }
  }

  /** A loop reads from memory alone: what has gone to disk since is of a client that was asleep. */
  private ByteSource unsent(List<Part> parts) throws IOException {
    if (parts.size() < sentParts || !store.isAtHand(parts)) {
      throw new IOException("The segment has left memory.");
    }
    return new PartsInMemory(store, parts.subList(sentParts, parts.size()));
  }

  private void endWithout(MediaLookup found) {
    if (sentParts > 0) {
      HttpBody.breakOff(request.response());
    } else {
      whole.accept(found);
    }
  }

  private void await(Snapshot now) {
    if (request.response().closed()) {
      return;
    }
    new Waiting(request, feed, LiveRoute.longestWaitSeconds(now))
        .until(new More(rendition, name, sentParts), this::goOn);
  }
}
