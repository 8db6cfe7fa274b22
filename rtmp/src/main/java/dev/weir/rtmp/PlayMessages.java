package dev.weir.rtmp;

import dev.weir.container.amf.Amf0Writer;
import dev.weir.container.amf.AmfValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.container.flv.FlvTag;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;

/**
 * Writes what is played as chunks, octet for octet the same for all players of one server: on the
 * message stream that all of them have, in the chunk size that was announced to all of them, and
 * with full headers, which depend on nothing that was sent before. A message can be left out, but
 * not a part of one. Thread-safe: it keeps nothing.
 */
public final class PlayMessages {
  private static final int AUDIO_CHUNK_STREAM = 4;
  private static final int VIDEO_CHUNK_STREAM = 6;
  private static final int DATA_CHUNK_STREAM = 7;
  private static final int HEADER_BYTES = 16;
  private static final int CHUNK_HEADER_BYTES = 5;

  private final int chunkBytes;

  public PlayMessages(RtmpLimits limits) {
    this.chunkBytes = limits.flow().outgoingChunkBytes();
  }

  /** Audio or video; its timestamp goes modulo 2^32 (Adobe RTMP 1.0 §5.1). */
  public Bytes media(FlvTag tag) {
    return switch (tag.type()) {
      case AUDIO -> write(AUDIO_CHUNK_STREAM, MessageType.AUDIO, tag);
      case VIDEO -> write(VIDEO_CHUNK_STREAM, MessageType.VIDEO, tag);
      case SCRIPT -> write(DATA_CHUNK_STREAM, MessageType.DATA_AMF0, tag);
    };
  }

  /** {@code onMetaData}. Interop: with another timestamp than 0 FFmpeg takes it for a track. */
  public Bytes metadata(AmfValue properties) {
    Bytes payload = Amf0Writer.write(new StringValue("onMetaData"), properties);
    return write(DATA_CHUNK_STREAM, MessageType.DATA_AMF0, 0, payload);
  }

  private Bytes write(int chunkStream, int type, FlvTag tag) {
    return write(chunkStream, type, tag.timestampMillis(), tag.body());
  }

  private Bytes write(int chunkStream, int type, long timestampMillis, Bytes payload) {
    int chunkCount = 1 + payload.length() / chunkBytes;
    var out = new ByteWriter(HEADER_BYTES + chunkCount * CHUNK_HEADER_BYTES + payload.length());
    var chunks = new ChunkWriter();
    chunks.useChunkBytes(chunkBytes);
    chunks.write(
        out,
        chunkStream,
        new RtmpMessage(type, (int) timestampMillis, ServerCommands.STREAM_ID, payload));
    return out.toBytes();
  }
}
