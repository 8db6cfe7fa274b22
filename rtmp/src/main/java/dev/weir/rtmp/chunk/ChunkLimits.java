package dev.weir.rtmp.chunk;

/**
 * What a peer's chunk stream may cost its reader. Immutable.
 *
 * @param maxChunkStreams how many chunk stream ids may be in use
 * @param minChunkBytes the smallest chunk size taken; a tiny one costs much work for few octets,
 *     while the largest costs nothing, since nothing is allocated from it
 * @param maxMediaMessageBytes the longest audio, video or aggregate message
 * @param maxOtherMessageBytes the longest message of any other type
 * @param maxPartialBytes how much memory all messages that are not complete may hold together
 */
public record ChunkLimits(
    int maxChunkStreams,
    int minChunkBytes,
    int maxMediaMessageBytes,
    int maxOtherMessageBytes,
    int maxPartialBytes) {
  /** Adobe RTMP 1.0 §5.4.1: larger sizes are equivalent, since no message is longer. */
  public static final int LARGEST_CHUNK_BYTES = 0xFFFFFF;

  public static final ChunkLimits DEFAULTS = new ChunkLimits(64, 128, 8 << 20, 64 << 10, 16 << 20);

  public ChunkLimits {
    if (maxChunkStreams < 4 || maxChunkStreams > 1024) {
      throw new IllegalArgumentException("maxChunkStreams must be 4 to 1024");
    }
    if (minChunkBytes < 1 || minChunkBytes > ChunkReader.INITIAL_CHUNK_BYTES) {
      throw new IllegalArgumentException("minChunkBytes must be 1 to 128");
    }
    if (maxMediaMessageBytes < 1024 || maxOtherMessageBytes < 1024) {
      throw new IllegalArgumentException("messages of 1,024 octets must be allowed");
    }
    if (maxPartialBytes < Math.max(maxMediaMessageBytes, maxOtherMessageBytes)) {
      throw new IllegalArgumentException("maxPartialBytes must hold the longest message");
    }
  }

  /** For a peer that has not been let in: room for commands, and for no media. */
  public ChunkLimits forCommands() {
    return new ChunkLimits(
        maxChunkStreams,
        minChunkBytes,
        maxOtherMessageBytes,
        maxOtherMessageBytes,
        maxOtherMessageBytes);
  }
}
