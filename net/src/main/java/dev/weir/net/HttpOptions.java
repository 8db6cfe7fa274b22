package dev.weir.net;

import java.time.Duration;
import java.util.List;

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
    List<CidrBlock> proxies) {
  public HttpOptions {
    proxies = List.copyOf(proxies);
  }
}
