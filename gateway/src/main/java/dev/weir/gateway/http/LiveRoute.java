package dev.weir.gateway.http;

import dev.weir.access.Authoriser;
import dev.weir.channel.CatchUp;
import dev.weir.channel.Document;
import dev.weir.channel.LiveChannel;
import dev.weir.channel.LiveChannels;
import dev.weir.channel.LiveStore;
import dev.weir.channel.PresentationFeed.Snapshot;
import dev.weir.packaging.Interval;
import dev.weir.packaging.MediaLookup;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.hls.PlaylistRequest;
import dev.weir.packaging.hls.ReloadAnswer;
import dev.weir.stream.StreamName;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
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
  static final String HLS = "application/vnd.apple.mpegurl";
  static final String DASH = "application/dash+xml";

  /** RFC 8216bis §6.2.5.2: nobody waits for more than three target durations. */
  private static final int LONGEST_WAIT_TARGETS = 3;

  /** How long a request for a stream waits that has begun but has nothing to show yet. */
  private static final int LONGEST_WAIT_FOR_BEGINNING_SECONDS = 12;

  /** FFmpeg takes one or two to begin; whoever is later finds the rungs there. */
  private static final int LONGEST_WAIT_FOR_RUNGS_SECONDS = 5;

  private static final String NOT_ON_AIR = "This stream is not on air.";

  private final LiveChannels channels;
  private final LiveStore store;
  private final MediaAnswers media;
  private final PastRoute past;
  private final PlayGate gate;
  private final Viewers viewers;
  private final TrustedProxies proxies;

  public LiveRoute(
      LiveChannels channels,
      Storage storage,
      Authoriser authoriser,
      Viewers viewers,
      TrustedProxies proxies) {
    this.channels = channels;
    this.store = storage.store;
    this.media = new MediaAnswers(storage.store, storage.reads);
    this.past = new PastRoute(storage.catchUp, storage.reads, media);
    this.gate = new PlayGate(authoriser, proxies);
    this.viewers = viewers;
    this.proxies = proxies;
  }

  /** Where the bytes are. */
  public record Storage(LiveStore store, CatchUp catchUp, DiskReads reads) {}

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    if (path.size() < 3 || path.size() > 4 || !path.at(0).equals("live")) {
      return false;
    }
    Optional<StreamName> name = StreamName.parse(path.at(1));
    if (name.isEmpty()) {
      Answers.problem(request, 404, NOT_ON_AIR);
      return true;
    }
    if (!gate.admits(request, name.get())) {
      return true;
    }
    Optional<LiveChannel> channel = channels.find(name.get());
    return switch (IntervalQuery.of(request)) {
      case IntervalQuery.None() ->
          channel.isPresent()
              ? live(request, channel.get(), path, Optional::of)
              : past.file(request, name.get(), path);
      case IntervalQuery.Wanted(Interval interval) ->
          channel.isPresent() && isAtHand(channel.get(), interval)
              ? live(request, channel.get(), path, now -> now.within(interval))
              : past.stretch(request, name.get(), interval, path);
      case IntervalQuery.Bad(String why) -> {
        Answers.problem(request, 400, why);
        yield true;
      }
    };
  }

  /** Whether the lists reach back so far; one that goes on with the stream may begin later. */
  private static boolean isAtHand(LiveChannel channel, Interval interval) {
    return channel
        .feed()
        .current()
        .map(now -> interval.isOpen() || firstMillis(now.presentation()) <= interval.startMillis())
        .orElse(false);
  }

  private static long firstMillis(Presentation presentation) {
    return presentation.periods().getFirst().leader().segments().getFirst().wallMillis();
  }

  /** Which part of what is there a request is about. */
  private interface View {
    Optional<Snapshot> of(Snapshot now);
  }

  private boolean live(
      HttpServerRequest request, LiveChannel channel, RequestPath path, View view) {
    return path.size() == 3
        ? presentation(request, channel, path.at(2), view)
        : rendition(request, channel, path, view);
  }

  private void count(LiveChannel channel, HttpServerRequest request) {
    viewers.saw(
        channel.stream().name(),
        proxies.clientOf(request).address(),
        Objects.hashCode(request.getHeader(HttpHeaders.USER_AGENT)));
  }

  private boolean presentation(
      HttpServerRequest request, LiveChannel channel, String file, View view) {
    switch (file) {
      case "index.m3u8" -> whenOffered(request, channel, view, now -> multivariant(request, now));
      case "index.mpd" ->
          whenOffered(request, channel, view, now -> manifest(request, channel, now));
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
  private static void whenBegun(
      HttpServerRequest request, LiveChannel channel, View view, Answer answer) {
    Optional<Snapshot> now = channel.feed().current();
    if (now.isPresent()) {
      show(request, now.get(), view, answer);
      return;
    }
    new Waiting(request, channel.feed(), LONGEST_WAIT_FOR_BEGINNING_SECONDS)
        .until(_ -> true, then -> show(request, then, view, answer));
  }

  /**
   * Players read once what a stream is offered in: so it is told when its rungs are there, which
   * the first viewer may have to wait for.
   */
  private static void whenOffered(
      HttpServerRequest request, LiveChannel channel, View view, Answer answer) {
    channel.want();
    whenBegun(
        request,
        channel,
        view,
        now -> {
          if (channel.isOffered()) {
            answer.with(now);
            return;
          }
          new Waiting(request, channel.feed(), LONGEST_WAIT_FOR_RUNGS_SECONDS)
              .until(
                  new Offered(channel),
                  then -> show(request, then, view, answer),
                  () -> answer.with(now));
        });
  }

  /** All that it is to be offered in is there, or will not be there soon. */
  private record Offered(LiveChannel channel) implements Predicate<Presentation> {
    @Override
    public boolean test(Presentation next) {
      return channel.isOffered();
    }
  }

  private static void show(HttpServerRequest request, Snapshot now, View view, Answer answer) {
    view.of(now)
        .ifPresentOrElse(
            answer::with, () -> Answers.problem(request, 404, PastRoute.NOTHING_THERE));
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
    Answers.document(request, DASH, manifestFreshFor(now.presentation()), manifest.get());
  }

  private boolean rendition(
      HttpServerRequest request, LiveChannel channel, RequestPath path, View view) {
    String rendition = path.at(2);
    Optional<MediaName> name = MediaName.parse(path.at(3));
    if (name.isEmpty()) {
      return false;
    }
    whenBegun(
        request,
        channel,
        view,
        now -> {
          boolean isKnown = now.presentation().renditions().contains(rendition);
          switch (name.get()) {
            case MediaName.Playlist() when isKnown ->
                playlist(request, channel, rendition, now, view);
            case MediaName.IFramePlaylist() when isKnown ->
                iFrames(request, channel, rendition, now, view);
            case MediaName.Playlist(), MediaName.IFramePlaylist() ->
                Answers.problem(request, 404, "This stream has no such track.");
            case MediaName.Header _, MediaName.SegmentFile _, MediaName.PartFile _ ->
                media(request, channel, rendition, name.get(), now);
          }
        });
    return true;
  }

  private void playlist(
      HttpServerRequest request, LiveChannel channel, String rendition, Snapshot now, View view) {
    count(channel, request);
    channel.want();
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
              .until(
                  reload,
                  then -> show(request, then, view, part -> playlist(request, wanted, part)));
    }
  }

  /** Its segments are those of the media playlist: so a reload waits for them alike. */
  private static void iFrames(
      HttpServerRequest request, LiveChannel channel, String rendition, Snapshot now, View view) {
    var reload = new Reload(rendition, request.getParam("_HLS_msn"), null, null);
    switch (reload.parsed().answer(now.presentation())) {
      case ReloadAnswer.BadRequest(String why) -> Answers.problem(request, 400, why);
      case ReloadAnswer.Ready() -> iFrames(request, rendition, now);
      case ReloadAnswer.Wait() ->
          new Waiting(request, channel.feed(), longestWaitSeconds(now))
              .until(
                  reload,
                  then -> show(request, then, view, part -> iFrames(request, rendition, part)));
    }
  }

  private static void iFrames(HttpServerRequest request, String rendition, Snapshot now) {
    playlist(request, now, now.texts().iFrames(rendition));
  }

  private static void playlist(HttpServerRequest request, PlaylistRequest wanted, Snapshot now) {
    playlist(request, now, now.texts().media(wanted.rendition(), wanted.form()));
  }

  private static void playlist(
      HttpServerRequest request, Snapshot now, Optional<Document> playlist) {
    boolean blocking = request.getParam("_HLS_msn") != null;
    String cacheControl =
        blocking
            ? "public, max-age=" + 6 * now.presentation().targetDurationSeconds()
            : freshFor(now.presentation());
    playlist.ifPresentOrElse(
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
    boolean growing = found instanceof MediaLookup.Growing;
    if (growing && request.version() != HttpVersion.HTTP_1_0) {
      new GrowingAnswer(
              request, channel.feed(), store, rendition, name, whole -> media.send(request, whole))
          .goOn(now);
    } else if (growing || found instanceof MediaLookup.Expected) {
      new Waiting(request, channel.feed(), longestWaitSeconds(now))
          .until(
              new Decided(rendition, name),
              then -> media.send(request, MediaLookup.find(then.presentation(), rendition, name)));
    } else if (found instanceof MediaLookup.Missing) {
      past.file(request, channel.stream().name(), rendition, name);
    } else {
      media.send(request, found);
    }
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

  /** A file is there whole, or will never be. */
  private record Decided(String rendition, MediaName name) implements Predicate<Presentation> {
    @Override
    public boolean test(Presentation next) {
      MediaLookup found = MediaLookup.find(next, rendition, name);
      return !(found instanceof MediaLookup.Expected || found instanceof MediaLookup.Growing);
    }
  }

  static int longestWaitSeconds(Snapshot now) {
    return LONGEST_WAIT_TARGETS * now.presentation().targetDurationSeconds();
  }

  /**
   * Of no use once a segment has begun that it does not list: browsers ask each time, caches in
   * between spare us most of it.
   */
  private static String manifestFreshFor(Presentation presentation) {
    return presentation.awaitsParts() ? "public, max-age=0, s-maxage=1" : freshFor(presentation);
  }

  private static String freshFor(Presentation presentation) {
    return "public, max-age=" + presentation.targetDurationSeconds() / 2;
  }
}
