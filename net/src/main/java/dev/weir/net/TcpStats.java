package dev.weir.net;

/**
 * What a {@link TcpListener} has counted since it was bound; {@code open} is of this moment.
 * Immutable.
 *
 * @param refused beyond a limit, closed at once
 * @param queueFull ended since the peer read too slowly
 * @param handlerFailures ended by a fault of ours
 */
public record TcpStats(
    int open,
    long accepted,
    long refused,
    long queueFull,
    long handlerFailures,
    long receivedBytes,
    long sentBytes) {}
