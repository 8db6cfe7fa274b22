package dev.weir.server;

import dev.weir.access.AccessConfig;
import dev.weir.access.AccessRequest;
import dev.weir.access.Action;
import dev.weir.access.Authoriser;
import dev.weir.access.ChannelDirectory;
import dev.weir.access.ChannelEditor;
import dev.weir.access.Decision;
import dev.weir.access.PublishKey;
import dev.weir.access.Via;
import dev.weir.channel.CatchUp;
import dev.weir.channel.ChannelLimits;
import dev.weir.channel.Dvr;
import dev.weir.channel.DvrConfig;
import dev.weir.channel.LiveChannels;
import dev.weir.channel.LiveStore;
import dev.weir.channel.health.StreamHealth;
import dev.weir.gateway.http.ApiCalls;
import dev.weir.gateway.http.ApiRoute;
import dev.weir.gateway.http.ApiRoute.ServerFacts;
import dev.weir.gateway.http.ChannelsRoute;
import dev.weir.gateway.http.DiskReads;
import dev.weir.gateway.http.DvrRoute;
import dev.weir.gateway.http.HealthRoute;
import dev.weir.gateway.http.HttpRoute;
import dev.weir.gateway.http.LiveRoute;
import dev.weir.gateway.http.TrustedProxies;
import dev.weir.gateway.http.Viewers;
import dev.weir.gateway.rtmp.RtmpGateway;
import dev.weir.library.SecondPublisher;
import dev.weir.media.Clock;
import dev.weir.media.MemoryBudget;
import dev.weir.net.Loops;
import dev.weir.net.Timer;
import dev.weir.net.TlsCertificate;
import dev.weir.packaging.PackagingConfig;
import dev.weir.server.config.LiveConfig;
import dev.weir.server.config.WeirConfig;
import dev.weir.storage.DiskBlobStore;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live streams, wired from the publisher to the viewer: RTMP session → stream → packager →
 * presentation → HTTP. Thread-safe.
 */
final class LiveMedia implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveMedia.class);

  /** How often the registry looks for stalls and for publishers that did not return. */
  private static final Duration TICK = Duration.ofMillis(100);

  /** Encoders leave at their next keyframe, which rarely is further away. */
  private static final Duration RECONNECT_PATIENCE = Duration.ofSeconds(5);

  /** One in so many of the memory is for what was read from disk and has to be sent. */
  private static final int ANSWERS_PART = 8;

  private final WeirConfig config;
  private final ChannelDirectory directory;
  private final Clock clock;
  private final Loops loops;
  private final MemoryBudget budget;
  private final MemoryBlobStore memory;
  private final DiskBlobStore disk;
  private final LiveStore store;
  private final Dvr dvr;
  private final CatchUp catchUp;
  private final DiskReads reads;
  private final StreamRegistry registry;
  private final LiveChannels channels;
  private final StreamHealth health;
  private final Authoriser authoriser;
  private final Viewers viewers;
  private final TrustedProxies proxies;
  private final RtmpGateway rtmpGateway;
  private final RtmpListeners rtmp;
  private @Nullable Timer tick;
  private @Nullable Timer watch;

  /** {@code directory} knows all channels by the time of {@link #open}. */
  LiveMedia(
      WeirConfig config,
      ChannelDirectory directory,
      TrustedProxies proxies,
      Clock clock,
      Loops loops) {
    this.config = config;
    this.directory = directory;
    this.clock = clock;
    this.loops = loops;
    budget = new MemoryBudget(memory(config.live()));
    memory = new MemoryBlobStore(budget.usage().limitBytes());
    disk = new DiskBlobStore(config.data().resolve("media"));
    store = new LiveStore(memory, Optional.of(disk), clock);
    var kept = new DvrConfig(this::dvrWindow, config.dvr().maxSize().bytes());
    dvr = new Dvr(disk, memory, store, kept, clock);
    catchUp = new CatchUp(disk, clock);
    reads =
        new DiskReads(budget.open(budget.usage().limitBytes() / ANSWERS_PART).orElseThrow(), clock);
    registry = new StreamRegistry(limits(config.live()), budget, clock);
    channels =
        new LiveChannels(
            packaging(config.live()),
            ChannelLimits.DEFAULT,
            memory,
            Optional.of(dvr),
            new LiveLaddering(config, directory, clock));
    registry.addListener(channels);
    health = new StreamHealth(registry, packaging(config.live()), Optional.of(dvr), clock);
    authoriser = new Authoriser(AccessConfig.DEFAULT.withProxy(proxy(config)), directory, clock);
    viewers = new Viewers(clock);
    this.proxies = proxies;
    rtmpGateway =
        new RtmpGateway(
            registry,
            authoriser,
            this::policy,
            new RtmpGateway.Limits(
                config.rtmp().limits().toEngine(), config.rtmp().play().toGateway()),
            viewers,
            clock);
    rtmp = new RtmpListeners(config, loops, rtmpGateway);
  }

  /** Takes publishers from now on, over TLS only with a certificate. */
  void open(Optional<TlsCertificate> certificate) throws IOException {
    dvr.recover().forEach(this::resume);
    rtmp.open(certificate);
    tick = loops.repeat(TICK, () -> registry.tick(clock.monotonicNanos()));
    watch = loops.repeat(MemoryWatch.PAUSE, new MemoryWatch(budget)::look);
  }

  private void resume(Dvr.Left left) {
    if (!registry.resume(left.name(), left.startMillis(), left.endEpochNanos())) {
      LOG.warn(
          "stream={} event=dvr-not-resumed there is no memory for it: it cannot be watched until its"
              + " publisher returns, and goes on then. Set live.memory higher",
          left.name());
    }
  }

  /** Of the disk, for viewers. */
  DiskReads reads() {
    return reads;
  }

  /** Empty where RTMP is switched off. */
  OptionalInt rtmpPort() {
    return rtmp.plainPort();
  }

  /** Empty where RTMPS is switched off. */
  OptionalInt rtmpsPort() {
    return rtmp.tlsPort();
  }

  /** Whether there is memory for another stream. */
  boolean takesStreams() {
    return budget.canPromise(config.live().streamMemory().bytes());
  }

  /** Whether a publisher on this machine needs no key for {@code channel}. */
  boolean isOpenToThisMachine(String channel) {
    var wish =
        new AccessRequest(
            Action.PUBLISH,
            Optional.of(channel),
            Optional.empty(),
            InetAddress.getLoopbackAddress(),
            Via.DIRECT);
    return authoriser.authorise(wish) instanceof Decision.Allowed;
  }

  /** What it serves over HTTP; call after {@link #open}. */
  List<HttpRoute> routes(String version) {
    String withoutKey =
        switch (proxy(config)) {
          case NONE -> "loopback";
          case CONFIGURED -> "never";
        };
    var facts =
        new ServerFacts("Weir", version, rtmpPort().orElse(0), rtmpsPort().orElse(0), withoutKey);
    return List.of(
        new LiveRoute(
            channels, new LiveRoute.Storage(store, catchUp, reads), authoriser, viewers, proxies),
        new DvrRoute(dvr, catchUp, reads, authoriser, proxies),
        new HealthRoute(health),
        new ApiRoute(stage(), channels, facts, clock));
  }

  /**
   * Channels, and which of them are on air.
   *
   * @param editor blocks until the library is open
   */
  HttpRoute channelsRoute(ApiCalls calls, Supplier<ChannelEditor> editor) {
    return new ChannelsRoute(calls, stage(), editor);
  }

  private ChannelsRoute.Stage stage() {
    return new ChannelsRoute.Stage(directory, registry, viewers);
  }

  void measure(Metrics metrics) {
    rtmp.measure(metrics);
    metrics.watch(registry, memory, rtmpGateway);
    metrics.watch(dvr, reads);
    metrics.watch(store);
    metrics.watch(budget);
    metrics.watch(authoriser, viewers);
    metrics.watch(new StreamMetrics(registry, channels, viewers));
    metrics.watch(new HealthMetrics(registry, health));
  }

  /** Takes nothing more, so that nobody waits for it; what is there stays until {@link #close}. */
  void beginStop() {
    rtmp.stopAccepting();
    rtmpGateway.drain(RECONNECT_PATIENCE);
    rtmp.close();
    channels.releaseWaiting();
  }

  @Override
  public void close() {
    beginStop();
    if (tick != null) {
      tick.cancel();
    }
    if (watch != null) {
      watch.cancel();
    }
    channels.close();
    dvr.close();
    try {
      disk.close();
    } catch (IOException failed) {
      LOG.error("the last of the streams may not be on disk: {}", failed.getMessage());
    }
  }

  private PublishPolicy policy(String channel) {
    SecondPublisher second =
        directory.policies(channel).secondPublisher().orElse(config.live().secondPublisher());
    return switch (second) {
      case REFUSE -> PublishPolicy.REFUSE;
      case TAKE_OVER -> PublishPolicy.TAKE_OVER;
    };
  }

  private Duration dvrWindow(StreamName stream) {
    return directory.policies(stream.value()).dvr().orElse(config.dvr().window().duration());
  }

  /** Sends off who came with a key that opens nothing any more. */
  void revoke(PublishKey key) {
    registry.revoke(new StreamName(key.channel()), key.credential());
  }

  private static long memory(LiveConfig live) {
    return live.memory().bytes() == 0
        ? Runtime.getRuntime().maxMemory() / 2
        : live.memory().bytes();
  }

  private static RegistryLimits limits(LiveConfig live) {
    return RegistryLimits.DEFAULT.withGrace(live.grace()).withPromise(live.streamMemory().bytes());
  }

  private static PackagingConfig packaging(LiveConfig live) {
    return new PackagingConfig(live.part(), live.segment(), live.maxSegment(), live.window());
  }

  private static AccessConfig.Proxy proxy(WeirConfig config) {
    return config.http().trustedProxies().isEmpty()
        ? AccessConfig.Proxy.NONE
        : AccessConfig.Proxy.CONFIGURED;
  }
}
