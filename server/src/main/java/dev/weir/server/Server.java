package dev.weir.server;

import dev.weir.access.ChannelDirectory;
import dev.weir.gateway.http.HttpGateway;
import dev.weir.gateway.http.HttpRoute;
import dev.weir.gateway.http.OpenApiRoute;
import dev.weir.gateway.http.PageRoute;
import dev.weir.gateway.http.SubtitlesRoute;
import dev.weir.gateway.http.TrustedProxies;
import dev.weir.gateway.http.UploadRoute;
import dev.weir.media.Clock;
import dev.weir.net.HttpListener;
import dev.weir.net.HttpOptions;
import dev.weir.net.Loops;
import dev.weir.net.SelfSignedCertificate;
import dev.weir.net.TlsCertificate;
import dev.weir.server.config.HttpConfig;
import dev.weir.server.config.WeirConfig;
import dev.weir.transcode.DemoPublisher;
import dev.weir.transcode.FfmpegExecutable;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Weir: everything wired by hand, from the loops up. Started by {@link #start}, stopped
 * by {@link #close}, which waits for answers that are under way. Thread-safe.
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private static final String DEMO = "demo";

  private final WeirConfig config;
  private final Clock clock;
  private final Health health;
  private final Metrics metrics;
  private final Loops loops;
  private final LiveMedia live;
  private final StoredMedia stored;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean isClosing = new AtomicBoolean();

  // Set once by open(), before anybody else sees the server.
  private @Nullable DataFolderLock lock;
  private @Nullable HttpGateway gateway;
  private @Nullable HttpListener http;
  private @Nullable HttpListener https;
  private @Nullable DemoPublisher demo;

  private Server(WeirConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    int count = config.net().loops();
    this.loops = Loops.start(count == 0 ? Runtime.getRuntime().availableProcessors() : count);
    var proxies = new TrustedProxies(config.http().trustedProxies());
    this.metrics = new Metrics(proxies);
    ChannelDirectory directory = FixedChannels.directory(config, clock);
    this.live = new LiveMedia(config, directory, proxies, clock, loops);
    this.stored =
        new StoredMedia(
            config, proxies, live.reads(), new StoredMedia.Stage(directory, live::revoke), clock);
    this.health = new Health(live::takesStreams);
  }

  /**
   * Listens on every address when it returns.
   *
   * @throws IOException if an address is in use or a file cannot be read; nothing stays open then
   */
  public static Server start(WeirConfig config, Clock clock) throws IOException {
    var server = new Server(config, clock);
    try {
      server.open();
      return server;
    } catch (IOException | RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  private void open() throws IOException {
    long beganNanos = clock.monotonicNanos();
    lock = DataFolderLock.take(config.data());
    stored.beginOpen();
    Optional<TlsCertificate> certificate = certificate();
    List<HttpRoute> pages = List.of(OpenApiRoute.load(), PageRoute.load());
    stored.awaitOpen(); // who may publish, and what is kept of it, is in there
    live.open(certificate);
    live.measure(metrics);
    stored.measure(metrics);
    gateway = new HttpGateway(routes(pages));
    openHttp(new Routes(ownRoutes(), gateway), certificate);
    stored.begin(loops, localUrl());
    health.becomeReady();
    LOG.info(
        "ready after_ms={} transport={} loops={} data={}",
        (clock.monotonicNanos() - beganNanos) / 1_000_000,
        loops.transport(),
        loops.count(),
        config.data());
  }

  private List<HttpRoute> routes(List<HttpRoute> pages) {
    var routes = new ArrayList<HttpRoute>(live.routes(Version.current()));
    routes.addAll(stored.routes());
    routes.add(live.channelsRoute(stored.calls(), stored::channels));
    routes.addAll(pages);
    return routes;
  }

  private Map<String, Handler<HttpServerRequest>> ownRoutes() {
    var routes = new HashMap<String, Handler<HttpServerRequest>>();
    routes.put("/healthz", health::answerLiveness);
    routes.put("/readyz", health::answerReadiness);
    if (config.metrics().enabled()) {
      routes.put("/metrics", metrics::answer);
    }
    return routes;
  }

  private void openHttp(Routes routes, Optional<TlsCertificate> certificate) throws IOException {
    http = HttpListener.plain(loops, options(config.http().port()), routes);
    metrics.watch("http", http);
    if (config.https().enabled() && certificate.isPresent()) {
      https = HttpListener.tls(loops, options(config.https().port()), certificate.get(), routes);
      metrics.watch("https", https);
    }
  }

  private HttpOptions options(int port) {
    HttpConfig limits = config.http();
    return new HttpOptions(
            limits.host(),
            port,
            limits.idleTimeout(),
            limits.requestTimeout(),
            limits.maxInitialLine().intBytes(),
            limits.maxHeaders().intBytes(),
            limits.maxBody().bytes(),
            limits.maxConnections(),
            limits.maxConnectionsPerAddress(),
            limits.trustedProxies())
        .withLongBodies(
            request -> UploadRoute.bringsFile(request) || SubtitlesRoute.bringsFile(request));
  }

  /** Where this machine finds us. */
  private String localUrl() {
    String host = config.http().host();
    boolean isAny = host.equals("0.0.0.0") || host.equals("::");
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return "http://%s:%d".formatted(isAny ? "127.0.0.1" : literal, httpPort());
  }

  /** Empty where nothing speaks TLS. */
  private Optional<TlsCertificate> certificate() throws IOException {
    if (!config.https().enabled() && !config.rtmps().enabled()) {
      return Optional.empty();
    }
    var chain = config.https().certificate();
    var key = config.https().key();
    if (chain.isPresent() && key.isPresent()) {
      return Optional.of(new TlsCertificate.Pem(chain.get(), key.get()));
    }
    return Optional.of(
        SelfSignedCertificate.ensure(config.data().resolve("tls"), clock.wallMillis()));
  }

  /**
   * Publishes the test channel from now on, and puts a test film into the library.
   *
   * @throws IOException if there is no FFmpeg that runs, or it would be turned away
   */
  public void startDemo() throws IOException {
    if (!live.isOpenToThisMachine(DEMO)) {
      throw new IOException(
          "--demo publishes live/demo from this machine without a key, which channels.demo.keys, a"
              + " channel demo in the console or http.trusted-proxies forbids");
    }
    var ffmpeg = FfmpegExecutable.find(config.ffmpeg().path());
    int rtmpPort =
        live.rtmpPort()
            .orElseThrow(() -> new IOException("--demo publishes over RTMP; set rtmp.enabled"));
    long bitrate = config.demo().videoBitrate().bitsPerSecond();
    demo = DemoPublisher.start(ffmpeg, config.data().resolve("demo"), rtmpPort, bitrate, clock);
    stored.beginDemo(DEMO);
  }

  /** What to tell whoever started the server, a line each. */
  public List<String> addresses() {
    var lines = new ArrayList<String>();
    if (http != null) {
      lines.add("Watch at http://localhost:%d/".formatted(http.boundPort()));
    }
    if (https != null) {
      lines.add("      or https://localhost:%d/".formatted(https.boundPort()));
    }
    live.rtmpPort()
        .ifPresent(port -> lines.add("Publish to rtmp://localhost:%d/live".formatted(port)));
    live.rtmpsPort()
        .ifPresent(port -> lines.add("        or rtmps://localhost:%d/live".formatted(port)));
    stored.newPassword().ifPresent(password -> lines.add(firstSignIn(password)));
    return lines;
  }

  /** Said once: nobody can read the password anywhere later. */
  private static String firstSignIn(String password) {
    return "Sign in at /console as %s with the password %s (made now; './weir password' makes another)"
        .formatted(StoredMedia.ADMINISTRATOR, password);
  }

  /** All that its API can be asked, such as {@code GET /api/v1/live}. */
  List<String> operations() {
    return gateway == null ? List.of() : gateway.operations();
  }

  /** The port of RTMP; empty where it is switched off. */
  public OptionalInt rtmpPort() {
    return live.rtmpPort();
  }

  /** The port of HTTP in clear text. */
  public int httpPort() {
    if (http == null) {
      throw new IllegalStateException("not open");
    }
    return http.boundPort();
  }

  /** Blocks until {@link #close} has done its work. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /** Blocks for at most the drain time-out and some seconds; further calls do nothing. */
  @Override
  public void close() {
    if (!isClosing.compareAndSet(false, true)) {
      return;
    }
    LOG.info("stopping");
    health.beginStop();
    if (demo != null) {
      demo.close();
    }
    live.beginStop();
    stored.beginStop();
    closeHttp();
    stored.close();
    live.close();
    loops.close();
    metrics.close();
    unlock();
    LOG.info("stopped");
    stopped.countDown();
  }

  private void unlock() {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException failed) {
      LOG.warn("the data folder could not be unlocked: {}", failed.getMessage());
    }
  }

  private void closeHttp() {
    var drain = config.http().drainTimeout();
    try (var closing = Executors.newVirtualThreadPerTaskExecutor()) {
      for (HttpListener listener : new HttpListener[] {http, https}) {
        if (listener != null) {
          closing.execute(() -> listener.close(drain));
        }
      }
    }
  }
}
