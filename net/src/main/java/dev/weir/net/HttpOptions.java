package dev.weir.net;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where an {@link HttpListener} listens and how much it takes. Immutable.
 *
 * @param host address to bind, {@code 0.0.0.0} for all
 * @param port 0 for any free one
 * @param idleTimeout after which a connection without a single octet either way is closed
 * @param requestTimeout how long a peer may take over a request and its body, see {@link PeerWatch}
 * @param maxInitialLineBytes method, URI and version
 * @param maxHeaderBytes all headers of a request together
 * @param maxBodyBytes what a request may declare to bring
 * @param maxConnections open at one time
 * @param maxConnectionsPerAddress open at one time from one address
 * @param proxies from whose addresses any number may be open
 * @param longBodies which requests bring a body whose length and pace are their handler's affair
 *     until it has answered: it takes it as an {@link IncomingBody}, or answers at once
 */
public record HttpOptions(
    String host,
    int port,
    Duration idleTimeout,
    Duration requestTimeout,
    int maxInitialLineBytes,
    int maxHeaderBytes,
    long maxBodyBytes,
    int maxConnections,
    int maxConnectionsPerAddress,
    List<CidrBlock> proxies,
    Predicate<HttpServerRequest> longBodies) {
  public HttpOptions {
    proxies = List.copyOf(proxies);
  }

  /** Where no request may bring a long body. */
  public HttpOptions(
      String host,
      int port,
      Duration idleTimeout,
      Duration requestTimeout,
      int maxInitialLineBytes,
      int maxHeaderBytes,
      long maxBodyBytes,
      int maxConnections,
      int maxConnectionsPerAddress,
      List<CidrBlock> proxies) {
    this(
        host,
        port,
        idleTimeout,
        requestTimeout,
        maxInitialLineBytes,
        maxHeaderBytes,
        maxBodyBytes,
        maxConnections,
        maxConnectionsPerAddress,
        proxies,
        _ -> false);
  }

  /** The same, but that {@code requests} may bring long bodies. */
  public HttpOptions withLongBodies(Predicate<HttpServerRequest> requests) {
    return new HttpOptions(
        host,
        port,
        idleTimeout,
        requestTimeout,
        maxInitialLineBytes,
        maxHeaderBytes,
        maxBodyBytes,
        maxConnections,
        maxConnectionsPerAddress,
        proxies,
        requests);
  }
}
