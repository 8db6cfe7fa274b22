package dev.weir.rtmp;

/**
 * What a connection has counted so far. Immutable.
 *
 * @param ignoredMessages of unknown types, on streams that are not published, or empty
 */
public record RtmpStats(long receivedBytes, long ignoredMessages) {}
