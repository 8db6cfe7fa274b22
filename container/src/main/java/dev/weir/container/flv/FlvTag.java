package dev.weir.container.flv;

import dev.weir.media.Bytes;

/**
 * One FLV tag, or one RTMP message that is the same. Immutable.
 *
 * @param timestampMillis decoding time; the caller has undone the wrap of its 32 bits
 * @param body of an audio tag from its sound format on, of a video tag from its frame type on
 */
public record FlvTag(FlvTagType type, long timestampMillis, Bytes body) {}
