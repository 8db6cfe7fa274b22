package dev.weir.container.flv;

import dev.weir.media.Bytes;

/**
 * One packet of one elementary stream, as Enhanced RTMP has them; what older tags hold is the same
 * in other words. Immutable.
 *
 * @param fourCc four characters that name the codec
 * @param timestampNanos decoding time
 * @param body what follows the headers
 */
record FlvPacket(
    FlvStreamId stream, String fourCc, FlvPacketType type, long timestampNanos, Bytes body) {}
