package dev.weir.rtmp;

import dev.weir.container.amf.Amf0Writer;
import dev.weir.container.amf.AmfValue;
import dev.weir.container.amf.AmfValue.EcmaArray;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.util.List;
import java.util.Map;

/** Builds what a publisher sends. Confined to its test. */
public final class PublisherBytes {
  private final ByteWriter out = new ByteWriter();
  private final ChunkWriter chunks = new ChunkWriter();

  public static PublisherBytes shakenHands() {
    var publisher = new PublisherBytes();
    publisher.out.u8(3).zeros(2 * 1536);
    return publisher;
  }

  public static PublisherBytes none() {
    return new PublisherBytes();
  }

  /** As OBS does it: chunk size first, then FMLE's commands. */
  public static PublisherBytes likeObs(String streamName) {
    return shakenHands()
        .chunkSize(4096)
        .connect(ObjectValue.EMPTY)
        .call("releaseStream", 2, streamName)
        .call("FCPublish", 3, streamName)
        .command("createStream", 4, 0)
        .publish(5, streamName)
        .metadata();
  }

  public PublisherBytes chunkSize(int size) {
    message(2, MessageType.SET_CHUNK_SIZE, 0, new ByteWriter().u32(size).toBytes());
    chunks.useChunkBytes(size);
    return this;
  }

  public PublisherBytes connect(ObjectValue more) {
    var object = ObjectValue.EMPTY.with("app", "live").with("tcUrl", "rtmp://host/live");
    for (var property : more.properties().entrySet()) {
      object = object.with(property.getKey(), property.getValue());
    }
    return command("connect", 1, 0, object);
  }

  public PublisherBytes call(String name, double transactionId, String argument) {
    return command(name, transactionId, 0, new NullValue(), new StringValue(argument));
  }

  public PublisherBytes publish(double transactionId, String streamName) {
    return command(
        "publish",
        transactionId,
        1,
        new NullValue(),
        new StringValue(streamName),
        new StringValue("live"));
  }

  public PublisherBytes command(
      String name, double transactionId, int streamId, AmfValue... arguments) {
    Bytes head = Amf0Writer.write(new StringValue(name), new NumberValue(transactionId));
    Bytes payload = Bytes.concat(List.of(head, Amf0Writer.write(arguments)));
    return message(3, MessageType.COMMAND_AMF0, streamId, payload);
  }

  public PublisherBytes metadata() {
    return data(
        new StringValue("@setDataFrame"),
        new StringValue("onMetaData"),
        new EcmaArray(Map.of("width", new NumberValue(1280))));
  }

  public PublisherBytes data(AmfValue... values) {
    return message(4, MessageType.DATA_AMF0, 1, Amf0Writer.write(values));
  }

  public PublisherBytes video(int timestamp, Bytes payload) {
    return media(MessageType.VIDEO, timestamp, payload);
  }

  public PublisherBytes audio(int timestamp, Bytes payload) {
    return media(MessageType.AUDIO, timestamp, payload);
  }

  public PublisherBytes media(int type, int timestamp, Bytes payload) {
    chunks.write(out, 4, new RtmpMessage(type, timestamp, 1, payload));
    return this;
  }

  public PublisherBytes message(int chunkStreamId, int type, int streamId, Bytes payload) {
    chunks.write(out, chunkStreamId, new RtmpMessage(type, 0, streamId, payload));
    return this;
  }

  public Bytes bytes() {
    return out.toBytes();
  }
}
