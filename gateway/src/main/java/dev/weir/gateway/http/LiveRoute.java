package dev.weir.gateway.http;

import dev.weir.access.AccessRequest;
import dev.weir.access.Action;
import dev.weir.access.Authoriser;
import dev.weir.access.Decision;
import dev.weir.channel.Document;
import dev.weir.channel.LiveChannel;
import dev.weir.channel.LiveChannels;
import dev.weir.channel.LiveStore;
import dev.weir.channel.PresentationFeed.Snapshot;
import dev.weir.media.Bytes;
import dev.weir.packaging.MediaLookup;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.Part;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.hls.PlaylistRequest;
import dev.weir.packaging.hls.ReloadAnswer;
import dev.weir.stream.StreamName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Serves live streams: {@code /live/NAME/index.m3u8}, {@code /live/NAME/index.mpd} and everything
 * below a rendition. A request for what is about to come waits for it without a thread.
 * Thread-safe.
 */
public final class LiveRoute implements HttpRoute {
  private static final String HLS = "application/vnd.apple.mpegurl";
  private static final String DASH = "application/dash+xml";
  private static final String MP4 = "video/mp4";

  /** RFC 8216bis §6.2.5.2: nobody waits for more than three target durations. */
  private static final int LONGEST_WAIT_TARGETS = 3;

  /** How long a request for a stream waits that has begun but has nothing to show yet. */
  private static final int LONGEST_WAIT_FOR_BEGINNING_SECONDS = 12;

  private static final String GONE = "This piece of the stream is not there (any more).";
  private static final String NOT_ON_AIR = "This stream is not on air.";

  private final LiveChannels channels;
  private final LiveStore store;
  private final Authoriser authoriser;
  private final Viewers viewers;
  private final TrustedProxies proxies;

  public LiveRoute(
      LiveChannels channels,
      LiveStore store,
      Authoriser authoriser,
      Viewers viewers,
      TrustedProxies proxies) {
    this.channels = channels;
    this.store = store;
    this.authoriser = authoriser;
    this.viewers = viewers;
    this.proxies = proxies;
  }

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    if (path.size() < 3 || path.size() > 4 || !path.at(0).equals("live")) {
      return false;
    }
    Optional<StreamName> name = StreamName.parse(path.at(1));
    if (name.isPresent() && authorise(path.at(1), request) instanceof Decision.Denied denied) {
      Answers.problem(request, 403, denied.explanation());
      return true;
    }
    Optional<LiveChannel> channel = name.flatMap(channels::find);
    if (channel.isEmpty()) {
      Answers.problem(request, 404, NOT_ON_AIR);
      return true;
    }
    return path.size() == 3
        ? presentation(request, channel.get(), path.at(2))
        : rendition(request, channel.get(), path.at(2), path.at(3));
  }

  private Decision authorise(String stream, HttpServerRequest request) {
    Client client = proxies.clientOf(request);
    return authoriser.authorise(
        new AccessRequest(
            Action.PLAY, Optional.of(stream), Optional.empty(), client.address(), client.via()));
  }

  private void count(LiveChannel channel, HttpServerRequest request) {
    viewers.saw(
        channel.stream().name(),
        proxies.clientOf(request).address(),
        Objects.hashCode(request.getHeader(HttpHeaders.USER_AGENT)));
  }

  private boolean presentation(HttpServerRequest request, LiveChannel channel, String file) {
    switch (file) {
      case "index.m3u8" -> whenBegun(request, channel, now -> multivariant(request, now));
      case "index.mpd" -> whenBegun(request, channel, now -> manifest(request, channel, now));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What is done with a snapshot. */
  private interface Answer {
    void with(Snapshot now);
  }

  /** A stream that has just begun has something to show in a moment. */
  private static void whenBegun(HttpServerRequest request, LiveChannel channel, Answer answer) {
    Optional<Snapshot> now = channel.feed().current();
    if (now.isPresent()) {
      answer.with(now.get());
      return;
    }
    new Waiting(request, channel.feed(), LONGEST_WAIT_FOR_BEGINNING_SECONDS)
        .until(_ -> true, answer::with);
  }

  private static void multivariant(HttpServerRequest request, Snapshot now) {
    String cacheControl = "public, max-age=" + now.presentation().targetDurationSeconds();
    Answers.document(request, HLS, cacheControl, now.texts().multivariant());
  }

  private void manifest(HttpServerRequest request, LiveChannel channel, Snapshot now) {
    count(channel, request);
    Optional<Document> manifest = now.texts().manifest();
    if (manifest.isEmpty()) {
      Answers.problem(request, 404, NOT_ON_AIR);
      return;
    }
    Answers.document(request, DASH, freshFor(now.presentation()), manifest.get());
  }

  private boolean rendition(
      HttpServerRequest request, LiveChannel channel, String rendition, String file) {
    Optional<MediaName> name = MediaName.parse(file);
    if (name.isEmpty()) {
      return false;
    }
    whenBegun(
        request,
        channel,
        now -> {
          if (!now.presentation().renditions().contains(rendition)) {
            Answers.problem(request, 404, "This stream has no such track.");
          } else if (name.get() instanceof MediaName.Playlist) {
            playlist(request, channel, rendition, now);
          } else {
            media(request, channel, rendition, name.get(), now);
          }
        });
    return true;
  }

  private void playlist(
      HttpServerRequest request, LiveChannel channel, String rendition, Snapshot now) {
    count(channel, request);
    var reload =
        new Reload(
            rendition,
            request.getParam("_HLS_msn"),
            request.getParam("_HLS_part"),
            request.getParam("_HLS_skip"));
    PlaylistRequest wanted = reload.parsed();
    switch (wanted.answer(now.presentation())) {
      case ReloadAnswer.BadRequest(String why) -> Answers.problem(request, 400, why);
      case ReloadAnswer.Ready() -> playlist(request, wanted, now);
      case ReloadAnswer.Wait() ->
          new Waiting(request, channel.feed(), longestWaitSeconds(now))
              .until(reload, then -> playlist(request, wanted, then));
    }
  }

  private static void playlist(HttpServerRequest request, PlaylistRequest wanted, Snapshot now) {
    boolean blocking = request.getParam("_HLS_msn") != null;
    String cacheControl =
        blocking
            ? "public, max-age=" + 6 * now.presentation().targetDurationSeconds()
            : freshFor(now.presentation());
    now.texts()
        .media(wanted.rendition(), wanted.form())
        .ifPresentOrElse(
            text -> Answers.document(request, HLS, cacheControl, text),
            () -> Answers.problem(request, 404, "This stream has no such track."));
  }

  private void media(
      HttpServerRequest request,
      LiveChannel channel,
      String rendition,
      MediaName name,
      Snapshot now) {
    MediaLookup found = MediaLookup.find(now.presentation(), rendition, name);
    if (found instanceof MediaLookup.Expected) {
      new Waiting(request, channel.feed(), longestWaitSeconds(now))
          .until(
              new Decided(rendition, name),
              then -> send(request, MediaLookup.find(then.presentation(), rendition, name)));
      return;
    }
    send(request, found);
  }

  /** A playlist is there, as these delivery directives ask for it. */
  private record Reload(
      String rendition, @Nullable String msn, @Nullable String part, @Nullable String skip)
      implements Predicate<Presentation> {
    PlaylistRequest parsed() {
      return PlaylistRequest.parse(rendition, msn, part, skip);
    }

    @Override
    public boolean test(Presentation next) {
      return parsed().isSatisfiedBy(next);
    }
  }

  /** A file is there, or will never be. */
  private record Decided(String rendition, MediaName name) implements Predicate<Presentation> {
    @Override
    public boolean test(Presentation next) {
      return !(MediaLookup.find(next, rendition, name) instanceof MediaLookup.Expected);
    }
  }

  private void send(HttpServerRequest request, MediaLookup found) {
    switch (found) {
      case MediaLookup.FoundHeader(Bytes header) ->
          Answers.media(request, MP4, tag(header), new ByteSource.InMemory(header));
      case MediaLookup.FoundParts(List<Part> parts) -> send(request, parts);
      case MediaLookup.Expected(), MediaLookup.Missing() -> Answers.problem(request, 404, GONE);
    }
  }

  /** What is not in memory is read on a worker, and answered on the request's own loop. */
  private void send(HttpServerRequest request, List<Part> parts) {
    if (store.isAtHand(parts)) {
      try {
        Answers.media(request, MP4, tag(parts), new ByteSource.Pieces(store.read(parts)));
      } catch (IOException gone) {
        Answers.problem(request, 404, GONE);
      }
      return;
    }
    Objects.requireNonNull(Vertx.currentContext(), "not on a loop")
        .executeBlocking(() -> store.read(parts), false)
        .onSuccess(pieces -> Answers.media(request, MP4, tag(parts), new ByteSource.Pieces(pieces)))
        .onFailure(_ -> Answers.problem(request, 404, GONE));
  }

  private static String tag(Bytes header) {
    return "\"h%x-%x\"".formatted(header.length(), header.hashCode());
  }

  private static String tag(List<Part> parts) {
    long length = parts.stream().mapToLong(Part::lengthBytes).sum();
    return "\"%x-%x\"".formatted(parts.getFirst().startTicks(), length);
  }

  private static int longestWaitSeconds(Snapshot now) {
    return LONGEST_WAIT_TARGETS * now.presentation().targetDurationSeconds();
  }

  private static String freshFor(Presentation presentation) {
    return "public, max-age=" + presentation.targetDurationSeconds() / 2;
  }
}
