package dev.weir.gateway.http;

import dev.weir.access.ChannelDirectory;
import dev.weir.channel.LiveChannel;
import dev.weir.channel.LiveChannels;
import dev.weir.media.Clock;
import dev.weir.media.Track;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.VideoConfig;
import dev.weir.stream.LiveStream;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.stream.StreamState;
import dev.weir.stream.StreamStats;
import dev.weir.stream.TrackStats;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves what pages and players ask of us: what is on, who we are, what time it is. Thread-safe.
 */
public final class ApiRoute implements HttpRoute {
  private static final ApiOperations OPERATIONS =
      ApiOperations.of(
          "GET /api/v1/live", "GET /api/v1/live/{name}", "GET /api/v1/server", "GET /api/v1/time");

  private final StreamRegistry registry;
  private final ChannelDirectory directory;
  private final Viewers viewers;
  private final LiveChannels channels;
  private final ServerFacts facts;
  private final Clock clock;

  public ApiRoute(
      ChannelsRoute.Stage stage, LiveChannels channels, ServerFacts facts, Clock clock) {
    this.registry = stage.registry();
    this.directory = stage.directory();
    this.viewers = stage.viewers();
    this.channels = channels;
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * What the pages tell publishers.
   *
   * @param rtmpPort where RTMP is spoken, 0 if nowhere
   * @param rtmpsPort where RTMP is spoken over TLS, 0 if nowhere
   * @param publishWithoutKey who may: {@code loopback} for this machine alone, or {@code never}
   */
  public record ServerFacts(
      String name, String version, int rtmpPort, int rtmpsPort, String publishWithoutKey) {}

  record Streams(List<StreamJson> streams) {}

  record StreamJson(
      String name,
      String title,
      String state,
      String onAirSince,
      int viewers,
      @Nullable Long bitrateBps,
      List<TrackJson> tracks,
      @Nullable LadderJson ladder) {}

  record TrackJson(
      String kind,
      String codec,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Double frameRate,
      @Nullable Double keyframeIntervalSeconds,
      @Nullable Integer sampleRate,
      @Nullable Integer channels,
      @Nullable Long bitrateBps) {}

  @Override
  public ApiOperations operations() {
    return OPERATIONS;
  }

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    if (!OPERATIONS.areAt(path)) {
      return false;
    }
    switch (path.size() == 4 ? "one" : path.at(2)) {
      case "live" -> Answers.json(request, onAir());
      case "server" -> Answers.json(request, facts);
      case "time" ->
          Answers.text(request, "text/plain", Instant.ofEpochMilli(clock.wallMillis()).toString());
      default -> stream(request, path.at(3));
    }
    return true;
  }

  private Streams onAir() {
    return new Streams(registry.streams().stream().flatMap(s -> toJson(s).stream()).toList());
  }

  private void stream(HttpServerRequest request, String name) {
    Optional<StreamJson> stream =
        StreamName.parse(name).flatMap(registry::find).flatMap(this::toJson);
    stream.ifPresentOrElse(
        json -> Answers.json(request, json),
        () -> Answers.problem(request, 404, "This stream is not on air."));
  }

  /** Empty for a stream that has not shown anything yet. */
  private Optional<StreamJson> toJson(LiveStream stream) {
    StreamStats stats = stream.stats();
    if (stats.state() == StreamState.STARTING || stats.onAirSinceMillis().isEmpty()) {
      return Optional.empty();
    }
    long bitrateBps = stats.tracks().stream().mapToLong(TrackStats::bitrateBps).sum();
    String name = stats.name().value();
    return Optional.of(
        new StreamJson(
            name,
            directory.title(name).orElse(name),
            stats.state().name().toLowerCase(Locale.ROOT),
            Instant.ofEpochMilli(stats.onAirSinceMillis().getAsLong()).toString(),
            viewers.of(stats.name()),
            known(bitrateBps),
            stats.tracks().stream().map(ApiRoute::toJson).toList(),
            ladder(stats.name())));
  }

  private @Nullable LadderJson ladder(StreamName name) {
    return channels
        .find(name)
        .flatMap(LiveChannel::ladder)
        .map(ladder -> LadderJson.of(ladder.state()))
        .orElse(null);
  }

  private static TrackJson toJson(TrackStats stats) {
    Track track = stats.track();
    String codec = track.config().codecString();
    return switch (track.config()) {
      case VideoConfig video ->
          new TrackJson(
              "video",
              codec,
              video.width(),
              video.height(),
              stats.samplesPerSecond() > 0 ? round(stats.samplesPerSecond()) : null,
              stats.keyframeIntervalMillis() > 0
                  ? round(stats.keyframeIntervalMillis() / 1000.0)
                  : null,
              null,
              null,
              known(stats.bitrateBps()));
      case AudioConfig audio ->
          new TrackJson(
              "audio",
              codec,
              null,
              null,
              null,
              null,
              audio.heardSampleRate(),
              audio.channels(),
              known(stats.bitrateBps()));
    };
  }

  private static @Nullable Long known(long bitrateBps) {
    return bitrateBps > 0 ? bitrateBps : null;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
