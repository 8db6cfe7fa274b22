package dev.weir.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes an FLV file over RTMP again and again, at its own speed, with the moment of its sending
 * in each frame. Needs the JDK alone. Arguments: port, file, streams (at least one).
 */
final class FanOutPublisher {
  private static final int AUDIO = 8;
  private static final int VIDEO = 9;

  private FanOutPublisher() {}

  record Tag(int type, int millis, ByteBuffer body) {
    /** A sequence header goes without a mark. */
    boolean isFrame() {
      return type == VIDEO && body.get(1) == 1;
    }
  }

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    List<Tag> tags = read(ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[1]))));
    for (int i = 3; i < arguments.length; i++) {
      String stream = arguments[i];
      Thread.ofVirtual().start(() -> publish(port, stream, tags));
    }
    publish(port, arguments[2], tags);
  }

  /** Goes on until it is ended, or the server ends it. */
  private static void publish(int port, String stream, List<Tag> tags) {
    int lengthMillis = tags.getLast().millis() + 33;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      out.write(RtmpBytes.client("publish", "live", stream));
      awaitAnswer(socket.getInputStream());
      Thread.ofVirtual().start(() -> discard(socket));
      long began = System.nanoTime();
      for (int loop = 0; ; loop++) {
        for (Tag tag : tags) {
          send(tag, loop * lengthMillis + tag.millis(), began, out);
        }
      }
    } catch (IOException ended) {
      System.exit(1);
    }
  }

  static List<Tag> read(ByteBuffer file) {
    var tags = new ArrayList<Tag>();
    file.position(9 + 4);
    while (file.remaining() > 11) {
      int type = file.get();
      int length = u24(file);
      int millis = u24(file) | file.get() << 24;
      file.position(file.position() + 3);
      var body = new byte[length];
      file.get(body).getInt();
      if (type == AUDIO || type == VIDEO) {
        tags.add(new Tag(type, millis, ByteBuffer.wrap(body)));
      }
    }
    return tags;
  }

  private static int u24(ByteBuffer from) {
    return (from.getShort() & 0xFFFF) << 8 | (from.get() & 0xFF);
  }

  /** The handshake, and some of what answers the commands: enough to go on. */
  private static void awaitAnswer(InputStream in) throws IOException {
    new DataInputStream(in).skipNBytes(RtmpBytes.HANDSHAKE_BYTES + 200L);
  }

  private static void discard(Socket socket) {
    try (InputStream in = socket.getInputStream()) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException ended) {
      System.exit(1);
    }
    System.exit(0);
  }

  private static void send(Tag tag, int millis, long began, OutputStream out) throws IOException {
    long due = began + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    byte[] body = tag.body().array();
    byte[] sent = tag.isFrame() ? ClockMark.insert(body, System.nanoTime()) : body;
    out.write(message(tag.type(), millis, sent));
  }

  static byte[] message(int type, int millis, byte[] body) {
    int chunks = Math.ceilDiv(body.length, RtmpBytes.CHUNK_BYTES);
    var out = ByteBuffer.allocate(12 + body.length + chunks - 1);
    out.put(RtmpBytes.header(new byte[12], type, millis, body.length, type, 1));
    for (int at = 0; at < body.length; at += RtmpBytes.CHUNK_BYTES) {
      if (at > 0) {
        out.put((byte) (0xC0 | type));
      }
      out.put(body, at, Math.min(RtmpBytes.CHUNK_BYTES, body.length - at));
    }
    return out.array();
  }
}
