package dev.weir.e2e;

import dev.weir.container.amf.Amf0Writer;
import dev.weir.container.amf.AmfValue;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.container.flv.FlvFile;
import dev.weir.container.flv.FlvTag;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A publisher that costs little, so that there may be hundreds: sends a file again and again at its
 * own speed, on a virtual thread, until it is closed. Thread-safe.
 */
final class RawPublisher implements AutoCloseable {
  private static final int CHUNK_BYTES = 65_536;
  private static final int MOST_ANSWER_BYTES = 16_384;

  private final int port;
  private final String stream;
  private final FlvFile media;
  private final ChunkWriter chunks = new ChunkWriter();
  private final Thread thread;

  private volatile boolean isClosed;
  private volatile String answer = "";

  private RawPublisher(int port, String stream, FlvFile media) {
    this.port = port;
    this.stream = stream;
    this.media = media;
    this.thread = Thread.ofVirtual().name("publisher " + stream).start(this::run);
  }

  static RawPublisher start(int port, String stream, FlvFile media) {
    return new RawPublisher(port, stream, media);
  }

  boolean isOnAir() {
    return answer.contains("NetStream.Publish.Start");
  }

  boolean isTurnedAway() {
    return answer.contains("NetConnection.Connect.Rejected");
  }

  /** What the server has said, with all octets that are no text. */
  String answer() {
    return answer;
  }

  private void run() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(greeting().toArray());
      readAnswer(socket);
      if (isOnAir()) {
        sendAll(socket);
      }
    } catch (IOException hungUp) {
      if (!isOnAir()) {
        answer = "hung up: " + hungUp.getMessage();
      }
    }
  }

  private void readAnswer(Socket socket) throws IOException {
    var heard = new StringBuilder();
    var buffer = new byte[MOST_ANSWER_BYTES];
    while (!isOnAir() && !isTurnedAway()) {
      int length = socket.getInputStream().read(buffer);
      if (length < 0) {
        return;
      }
      heard.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
      answer = heard.toString();
    }
  }

  private void sendAll(Socket socket) throws IOException {
    long lengthMillis = media.tags().getLast().timestampMillis() + 40;
    long began = System.nanoTime();
    for (int round = 0; !isClosed; round++) {
      for (FlvTag tag : media.tags()) {
        long millis = round * lengthMillis + tag.timestampMillis();
        waitUntil(began + TimeUnit.MILLISECONDS.toNanos(millis));
        var out = new ByteWriter();
        chunks.write(out, 4, new RtmpMessage(type(tag), (int) millis, 1, tag.body()));
        socket.getOutputStream().write(out.toBytes().toArray());
      }
    }
  }

  private void waitUntil(long nanos) {
    while (!isClosed && System.nanoTime() < nanos) {
      LockSupport.parkNanos(nanos - System.nanoTime());
    }
  }

  private static int type(FlvTag tag) {
    return switch (tag.type()) {
      case AUDIO -> MessageType.AUDIO;
      case VIDEO -> MessageType.VIDEO;
      case SCRIPT -> MessageType.DATA_AMF0;
    };
  }

  /** The handshake and all commands, without waiting for what is said to them. */
  private Bytes greeting() {
    var out = new ByteWriter().u8(3).zeros(2 * 1536);
    chunks.write(
        out,
        2,
        new RtmpMessage(
            MessageType.SET_CHUNK_SIZE, 0, 0, new ByteWriter().u32(CHUNK_BYTES).toBytes()));
    chunks.useChunkBytes(CHUNK_BYTES);
    var object = ObjectValue.EMPTY.with("app", "live").with("tcUrl", "rtmp://127.0.0.1/live");
    command(out, 0, new StringValue("connect"), new NumberValue(1), object);
    command(out, 0, new StringValue("createStream"), new NumberValue(2), new NullValue());
    command(
        out,
        1,
        new StringValue("publish"),
        new NumberValue(3),
        new NullValue(),
        new StringValue(stream),
        new StringValue("live"));
    return out.toBytes();
  }

  private void command(ByteWriter out, int streamId, AmfValue... values) {
    Bytes payload = Amf0Writer.write(values);
    chunks.write(out, 3, new RtmpMessage(MessageType.COMMAND_AMF0, 0, streamId, payload));
  }

  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(thread);
  }
}
