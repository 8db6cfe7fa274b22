package dev.weir.e2e;

import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.flv.FlvFile;
import dev.weir.container.flv.FlvTag;
import dev.weir.container.flv.FlvTagType;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.PublisherBytes;
import dev.weir.rtmp.chunk.ChunkLimits;
import dev.weir.rtmp.chunk.ChunkReader;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An encoder that understands the Reconnect Request of Enhanced RTMP v2, which neither FFmpeg nor
 * OBS does: asked to, it leaves before its next keyframe, connects to the same address until
 * somebody answers, and goes on with that keyframe. What it cannot send meanwhile it sends then.
 * Sends H.264 and AAC of a file in the time that they take to play. Thread-safe.
 */
final class ReconnectingEncoder implements AutoCloseable {
  private static final int RECONNECT = 1;
  private static final int CHUNK_BYTES = 4096;
  private static final int S0S1S2_BYTES = 1 + 2 * 1536;
  private static final int AVC_KEYFRAME = 0x17;
  private static final int CODED_FRAMES = 1;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final List<FlvTag> tags;
  private final int port;
  private final String stream;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean stopped;

  private ReconnectingEncoder(List<FlvTag> tags, int port, String stream) {
    this.tags = tags;
    this.port = port;
    this.stream = stream;
    this.thread = Thread.ofVirtual().unstarted(this::run);
  }

  static ReconnectingEncoder start(FlvFile file, int port, String stream) {
    List<FlvTag> media =
        file.tags().stream().filter(tag -> tag.type() != FlvTagType.SCRIPT).toList();
    var encoder = new ReconnectingEncoder(media, port, stream);
    encoder.thread.start();
    return encoder;
  }

  /** How often it has connected. */
  int connections() {
    return connections.get();
  }

  /** Blocks until it has sent everything. */
  void awaitEnd() throws Exception {
    thread.join();
    Exception thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  private void run() {
    try {
      send();
    } catch (IOException | MediaFormatException e) {
      failure.set(e);
    }
  }

  private void send() throws IOException, MediaFormatException {
    long beganNanos = System.nanoTime();
    Connection connection = connect();
    for (FlvTag tag : tags) {
      long dueNanos = beganNanos + TimeUnit.MILLISECONDS.toNanos(tag.timestampMillis());
      while (!stopped && System.nanoTime() < dueNanos) {
        LockSupport.parkNanos(dueNanos - System.nanoTime());
      }
      if (stopped) {
        break;
      }
      if (connection.isAskedToReconnect && isKeyframe(tag)) {
        connection.leave();
        connection = connect();
        connection.send(first(FlvTagType.VIDEO));
        connection.send(first(FlvTagType.AUDIO));
      }
      connection.send(tag);
    }
    connection.leave();
  }

  private static boolean isKeyframe(FlvTag tag) {
    return tag.type() == FlvTagType.VIDEO
        && tag.body().at(0) == AVC_KEYFRAME
        && tag.body().at(1) == CODED_FRAMES;
  }

  /** The sequence header, as FFmpeg writes files. */
  private FlvTag first(FlvTagType type) {
    return tags.stream().filter(tag -> tag.type() == type).findFirst().orElseThrow();
  }

  private Connection connect() throws IOException {
    while (true) {
      try {
        var connection = new Connection(new Socket(InetAddress.getLoopbackAddress(), port));
        connections.incrementAndGet();
        return connection;
      } catch (ConnectException nobodyListens) {
        if (stopped) {
          throw nobodyListens;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /** One connection, and a thread that reads what comes on it. */
  private final class Connection {
    private final Socket socket;
    private final ChunkWriter chunks = new ChunkWriter();
    private final Thread reader;
    private volatile boolean isAskedToReconnect;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      chunks.useChunkBytes(CHUNK_BYTES);
      write(
          PublisherBytes.shakenHands()
              .chunkSize(CHUNK_BYTES)
              .connect(ObjectValue.EMPTY.with("capsEx", RECONNECT))
              .command("createStream", 2, 0)
              .publish(3, stream)
              .bytes());
      reader = Thread.ofVirtual().start(this::read);
    }

    private void write(Bytes bytes) throws IOException {
      socket.getOutputStream().write(bytes.toArray());
    }

    void send(FlvTag tag) throws IOException {
      int type = tag.type() == FlvTagType.VIDEO ? MessageType.VIDEO : MessageType.AUDIO;
      var out = new ByteWriter();
      chunks.write(out, 4, new RtmpMessage(type, (int) tag.timestampMillis(), 1, tag.body()));
      write(out.toBytes());
    }

    private void read() {
      var messages = new ChunkReader(ChunkLimits.DEFAULTS);
      var buffer = new byte[CHUNK_BYTES];
      try {
        socket.getInputStream().skipNBytes(S0S1S2_BYTES);
        int count = socket.getInputStream().read(buffer);
        while (count > 0) {
          notice(messages, ByteBuffer.wrap(buffer, 0, count));
          count = socket.getInputStream().read(buffer);
        }
      } catch (IOException | MediaFormatException e) {
        failure.compareAndSet(null, e);
      }
    }

    private void notice(ChunkReader messages, ByteBuffer bytes) throws MediaFormatException {
      for (RtmpMessage message = messages.read(bytes);
          message != null;
          message = messages.read(bytes)) {
        String text = new String(message.payload().toArray(), StandardCharsets.ISO_8859_1);
        isAskedToReconnect |= text.contains("NetConnection.Connect.ReconnectRequest");
      }
    }

    /** Unpublishes, and blocks until the server has taken all and hung up. */
    void leave() throws IOException {
      Bytes farewell =
          PublisherBytes.none()
              .command("deleteStream", 4, 0, new NullValue(), new NumberValue(1))
              .bytes();
      write(farewell);
      socket.shutdownOutput();
      awaitEndOf(reader);
      socket.close();
    }
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    awaitEndOf(thread);
  }

  private static void awaitEndOf(Thread ending) {
    try {
      ending.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
