package dev.weir.net;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves HTTP on one address, with every loop of {@link Loops} taking its share of the connections:
 * HTTP/1.1 in clear text, or HTTP/2 and HTTP/1.1 chosen by ALPN over TLS. The handler is called on
 * a loop and must not block; one that throws answers 500. Thread-safe.
 */
public final class HttpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

  private static final int MAX_CONCURRENT_STREAMS = 100;
  private static final int MAX_RESETS_PER_WINDOW = 200;
  private static final int RESET_WINDOW_SECONDS = 30;
  private static final int PAYLOAD_TOO_LARGE = 413;
  private static final int INTERNAL_SERVER_ERROR = 500;
  private static final Duration BIND_LIMIT = Duration.ofSeconds(10);

  /** Tells the servers of one listener on a free port from those of another. */
  private static final AtomicInteger FREE_PORT_SERIAL = new AtomicInteger();

  private final HttpOptions options;
  private final Handler<HttpServerRequest> handler;
  private final ConnectionLimits limits;
  private final HttpDate date = new HttpDate();
  private final LongAdder requests = new LongAdder();
  private final LongAdder tooSlow = new LongAdder();
  private final LongAdder flooding = new LongAdder();
  private final LongAdder handlerFailures = new LongAdder();
  private final Map<HttpConnection, PeerWatch> watches = new ConcurrentHashMap<>();
  private final List<HttpServer> servers = new ArrayList<>();

  private HttpListener(HttpOptions options, Handler<HttpServerRequest> handler) {
    this.options = options;
    this.handler = handler;
    this.limits =
        new ConnectionLimits(
            options.maxConnections(), options.maxConnectionsPerAddress(), options.proxies());
  }

  /**
   * Listens in clear text from now on; blocks for the moment that binding takes.
   *
   * @throws IOException if the address is in use or not one of this machine
   */
  public static HttpListener plain(
      Loops loops, HttpOptions options, Handler<HttpServerRequest> handler) throws IOException {
    var listener = new HttpListener(options, handler);
    listener.bind(loops, listener.serverOptions());
    return listener;
  }

  /**
   * Listens for TLS from now on; blocks for the moment that binding takes.
   *
   * @throws IOException also if the certificate cannot be read
   */
  public static HttpListener tls(
      Loops loops,
      HttpOptions options,
      TlsCertificate certificate,
      Handler<HttpServerRequest> handler)
      throws IOException {
    var listener = new HttpListener(options, handler);
    var serverOptions =
        listener
            .serverOptions()
            .setSsl(true)
            .setUseAlpn(true)
            .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
            .setSslEngineOptions(new WatchedTls(listener::onHandshake))
            .setKeyCertOptions(certificate.toVertx());
    listener.bind(loops, serverOptions);
    return listener;
  }

  private HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setIdleTimeout((int) options.idleTimeout().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxInitialLineLength(options.maxInitialLineBytes())
        .setMaxHeaderSize(options.maxHeaderBytes())
        .setHttp2ClearTextEnabled(false)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MAX_CONCURRENT_STREAMS)
                .setMaxHeaderListSize(options.maxHeaderBytes()))
        .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS_PER_WINDOW)
        .setHttp2RstFloodWindowDuration(RESET_WINDOW_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS);
  }

  /** One server per loop; Vert.x lets them share the port and deals out the connections. */
  private void bind(Loops loops, HttpServerOptions serverOptions) throws IOException {
    SocketAddress address = bindAddress();
    var listening = new ArrayList<Future<HttpServer>>();
    for (int i = 0; i < loops.count(); i++) {
      listening.add(listenOnNextLoop(loops, serverOptions, address));
    }
    try {
      for (Future<HttpServer> server : listening) {
        servers.add(server.await(BIND_LIMIT.toSeconds(), TimeUnit.SECONDS));
      }
    } catch (Exception failure) { // await throws whatever the binding failed with
      servers.forEach(HttpServer::close);
      throw new IOException(
          "Cannot serve HTTP on %s:%d: %s"
              .formatted(options.host(), options.port(), failure.getMessage()),
          failure);
    }
  }

  private SocketAddress bindAddress() {
    return options.port() == 0
        ? SocketAddress.sharedRandomPort(FREE_PORT_SERIAL.incrementAndGet(), options.host())
        : SocketAddress.inetSocketAddress(options.port(), options.host());
  }

  private Future<HttpServer> listenOnNextLoop(
      Loops loops, HttpServerOptions serverOptions, SocketAddress address) {
    var context = loops.internals().createEventLoopContext();
    var promise = context.<HttpServer>promise();
    context.runOnContext(
        _ -> newServer(loops.vertx(), serverOptions).listen(address).onComplete(promise));
    return promise.future();
  }

  private HttpServer newServer(Vertx vertx, HttpServerOptions serverOptions) {
    return vertx
        .createHttpServer(serverOptions)
        .connectionHandler(connection -> onConnection(vertx, connection))
        .requestHandler(this::onRequest)
        .exceptionHandler(failure -> LOG.debug("HTTP connection failed: {}", failure.toString()));
  }

  private void onConnection(Vertx vertx, HttpConnection connection) {
    InetAddress address = addressOf(connection);
    if (!limits.admit(address)) {
      connection.close();
      return;
    }
    watches.put(connection, watch(vertx, connection));
    connection.closeHandler(_ -> onClosed(connection, address));
  }

  private PeerWatch watch(Vertx vertx, HttpConnection connection) {
    Duration limit = options.requestTimeout();
    return connection.protocolVersion() == HttpVersion.HTTP_2
        ? new SlowStreamWatch(vertx, limit, options.idleTimeout(), () -> closeSlow(connection))
        : new SlowPeerWatch(vertx, limit, options.idleTimeout(), () -> closeSlow(connection));
  }

  private void closeSlow(HttpConnection connection) {
    tooSlow.increment();
    connection.close();
  }

  private void onHandshake(Channel channel) {
    FloodWatch.of(channel, () -> closeFlooding(channel));
  }

  private void closeFlooding(Channel channel) {
    if (channel.isOpen()) {
      flooding.increment();
      channel.close();
    }
  }

  private void onClosed(HttpConnection connection, InetAddress address) {
    @Nullable PeerWatch watch = watches.remove(connection);
    if (watch != null) {
      watch.stop();
    }
    limits.release(address);
  }

  private static InetAddress addressOf(HttpConnection connection) {
    return InetAddress.ofLiteral(connection.remoteAddress().hostAddress());
  }

  private void onRequest(HttpServerRequest request) {
    dateWhenAnswered(request.response());
    requests.increment();
    boolean isLong = options.longBodies().test(request);
    watch(request, isLong);
    try {
      if (!isLong && declaredLength(request) > options.maxBodyBytes()) {
        refuseBody(request);
        return;
      }
      handler.handle(request);
    } catch (RuntimeException | Error failure) {
      onFailure(request, failure);
    }
  }

  private void watch(HttpServerRequest request, boolean isLong) {
    @Nullable PeerWatch watch = watches.get(request.connection());
    if (watch == null) {
      return;
    }
    if (isLong) {
      watch.beganLong(request);
    } else {
      watch.began(request);
    }
  }

  /** RFC 9110 §6.6.1: when the answer is made, however long the request has waited. */
  private void dateWhenAnswered(HttpServerResponse response) {
    response.headersEndHandler(
        _ -> response.putHeader(HttpHeaders.DATE, date.at(System.currentTimeMillis())));
  }

  private static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }

  /** Only HTTP/1 has connection options, RFC 9113 §8.2.2; HTTP/2 ends the stream alone. */
  private static void refuseBody(HttpServerRequest request) {
    var response = request.response().setStatusCode(PAYLOAD_TOO_LARGE);
    if (request.version() != HttpVersion.HTTP_2) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.end();
  }

  private void onFailure(HttpServerRequest request, Throwable failure) {
    handlerFailures.increment();
    LOG.error(
        "remote={} method={} path={} handler failed",
        request.remoteAddress(),
        request.method(),
        request.path(),
        failure);
    var response = request.response();
    if (response.headWritten()) {
      HttpBody.breakOff(response);
      return;
    }
    response.setStatusCode(INTERNAL_SERVER_ERROR).end();
  }

  public int boundPort() {
    return servers.getFirst().actualPort();
  }

  public HttpStats stats() {
    return new HttpStats(
        limits.open(),
        requests.sum(),
        limits.refused(),
        tooSlow.sum(),
        flooding.sum(),
        handlerFailures.sum());
  }

  /**
   * Accepts no more, lets answers that are under way finish for at most {@code limit}, then closes
   * every connection. Blocks as long; not to be called on a loop.
   */
  public void close(Duration limit) {
    var closing = servers.stream().map(server -> server.shutdown(limit)).toList();
    try {
      Future.join(closing).await(limit.toMillis() + BIND_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      LOG.warn("HTTP on port {} did not close within {}", boundPort(), limit);
    }
  }

  /** Closes without waiting for answers. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }
}
