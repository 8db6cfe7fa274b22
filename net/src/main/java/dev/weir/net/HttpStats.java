package dev.weir.net;

/**
 * What an {@link HttpListener} has counted since it was bound; {@code open} is of this moment.
 * Immutable.
 *
 * @param refused connections beyond a limit, closed at once
 * @param tooSlow connections whose peer took too long, closed
 * @param flooding HTTP/2 connections with too many frames that bring nothing, closed
 */
public record HttpStats(
    int open, long requests, long refused, long tooSlow, long flooding, long handlerFailures) {}
