package dev.weir.net;

/**
 * Where a {@link TcpListener} listens and how much it takes. Immutable.
 *
 * @param host address to bind, {@code 0.0.0.0} for all
 * @param port 0 for any free one
 * @param maxConnections open at one time
 * @param maxConnectionsPerAddress open at one time from one address
 * @param maxQueuedBytes octets that wait to be sent on one connection
 */
public record TcpOptions(
    String host, int port, int maxConnections, int maxConnectionsPerAddress, int maxQueuedBytes) {}
