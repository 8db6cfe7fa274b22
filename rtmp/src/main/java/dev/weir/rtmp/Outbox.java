package dev.weir.rtmp;

import dev.weir.container.amf.Amf0Writer;
import dev.weir.container.amf.AmfValue;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.util.Optional;

/**
 * What waits to be sent to the peer, as octets. Its owner holds {@link #pendingBytes} against the
 * limit. Confined to its connection.
 */
final class Outbox {
  private static final int CONTROL_CHUNK_STREAM = 2;
  private static final int CONNECTION_CHUNK_STREAM = 3;
  private static final int STATUS_CHUNK_STREAM = 5;

  private final ChunkWriter chunks = new ChunkWriter();
  private ByteWriter pending = new ByteWriter();

  /** Where octets go that are not chunks: the handshake's. */
  ByteWriter raw() {
    return pending;
  }

  int pendingBytes() {
    return pending.length();
  }

  Optional<Bytes> poll() {
    if (pending.length() == 0) {
      return Optional.empty();
    }
    Bytes taken = pending.toBytes();
    pending = new ByteWriter();
    return Optional.of(taken);
  }

  void control(RtmpMessage message) {
    chunks.write(pending, CONTROL_CHUNK_STREAM, message);
  }

  /** A protocol control message of one 32-bit field (Adobe RTMP 1.0 §5.4). */
  void control(int type, long value) {
    control(new RtmpMessage(type, 0, 0, new ByteWriter().u32(value).toBytes()));
  }

  /** §5.4.1; the next message is cut by the new size. */
  void setChunkBytes(int size) {
    control(MessageType.SET_CHUNK_SIZE, size);
    chunks.useChunkBytes(size);
  }

  /** {@code _result} (§7.2.1.1, §7.2.1.3). */
  void result(double transactionId, AmfValue properties, AmfValue value) {
    command(0, new StringValue("_result"), new NumberValue(transactionId), properties, value);
  }

  /** {@code _error} to a call that cannot be served. */
  void error(double transactionId, String statusCode, String description) {
    command(
        0,
        new StringValue("_error"),
        new NumberValue(transactionId),
        new NullValue(),
        status("error", statusCode, description));
  }

  /** A call that wants no response, such as {@code onFCPublish}. */
  void call(String name, AmfValue argument) {
    command(0, new StringValue(name), new NumberValue(0), new NullValue(), argument);
  }

  /** {@code onStatus} (§7.2.2) on a message stream. */
  void onStatus(int streamId, ObjectValue status) {
    command(streamId, new StringValue("onStatus"), new NumberValue(0), new NullValue(), status);
  }

  /** A data message (§7.1.2). */
  void data(int streamId, AmfValue... values) {
    chunks.write(
        pending,
        STATUS_CHUNK_STREAM,
        new RtmpMessage(MessageType.DATA_AMF0, 0, streamId, Amf0Writer.write(values)));
  }

  static ObjectValue status(String level, String code, String description) {
    return ObjectValue.EMPTY
        .with("level", level)
        .with("code", code)
        .with("description", description);
  }

  private void command(int streamId, AmfValue... values) {
    int chunkStream = streamId == 0 ? CONNECTION_CHUNK_STREAM : STATUS_CHUNK_STREAM;
    Bytes payload = Amf0Writer.write(values);
    chunks.write(
        pending, chunkStream, new RtmpMessage(MessageType.COMMAND_AMF0, 0, streamId, payload));
  }
}
