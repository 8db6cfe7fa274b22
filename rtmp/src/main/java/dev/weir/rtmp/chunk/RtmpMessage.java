package dev.weir.rtmp.chunk;

import dev.weir.media.Bytes;

/**
 * A message as the chunk layer carries it (Adobe RTMP 1.0 §6.1). Immutable.
 *
 * @param type one of {@link MessageType}, or a number that nobody has defined
 * @param timestamp milliseconds modulo 2^32, the 32 bits as they are
 * @param streamId the message stream: 0 for the connection itself
 */
public record RtmpMessage(int type, int timestamp, int streamId, Bytes payload) {}
