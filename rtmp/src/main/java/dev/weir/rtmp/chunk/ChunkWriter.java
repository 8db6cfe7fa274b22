package dev.weir.rtmp.chunk;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;

/**
 * Cuts messages into chunks (Adobe RTMP 1.0 §5.3), each with a full header (type 0) first and
 * headers of type 3 behind it. Confined to its connection.
 */
public final class ChunkWriter {
  private static final int EXTENDED_TIMESTAMP_FOLLOWS = 0xFFFFFF;

  private int chunkBytes = ChunkReader.INITIAL_CHUNK_BYTES;

  /** Holds from the next message on; the caller tells the peer so before (§5.4.1). */
  public void useChunkBytes(int size) {
    if (size < 1 || size > ChunkLimits.LARGEST_CHUNK_BYTES) {
      throw new IllegalArgumentException("a chunk size of " + size);
    }
    chunkBytes = size;
  }

  /**
   * Appends {@code message} to {@code out}.
   *
   * @param chunkStreamId 2 to 63
   */
  public void write(ByteWriter out, int chunkStreamId, RtmpMessage message) {
    if (chunkStreamId < 2 || chunkStreamId > 63) {
      throw new IllegalArgumentException("chunk stream id " + chunkStreamId);
    }
    Bytes payload = message.payload();
    boolean isExtended =
        Integer.compareUnsigned(message.timestamp(), EXTENDED_TIMESTAMP_FOLLOWS) >= 0;
    out.u8(chunkStreamId)
        .u24(isExtended ? EXTENDED_TIMESTAMP_FOLLOWS : message.timestamp())
        .u24(payload.length())
        .u8(message.type())
        .u32(Integer.reverseBytes(message.streamId()));
    int at = 0;
    do {
      if (at > 0) {
        out.u8(0xC0 | chunkStreamId);
      }
      if (isExtended) {
        out.u32(message.timestamp());
      }
      int end = Math.min(at + chunkBytes, payload.length());
      out.bytes(payload.slice(at, end));
      at = end;
    } while (at < payload.length());
  }
}
