package dev.weir.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A raw connection to the RTMP port, for saying what no encoder says. Confined to one test. */
final class RtmpSocket implements AutoCloseable {
  private static final int HANDSHAKE_BYTES = 1536;
  private static final int VERSION = 3;
  private static final int DEFAULT_CHUNK_BYTES = 128;

  private final Socket socket;

  RtmpSocket(LiveServer server) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), server.rtmpPort());
    socket.setSoTimeout((int) Eventually.DEADLINE.toMillis());
  }

  /** Sends all of it, unless the server hangs up before. */
  RtmpSocket send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException hungUp) {
      // What the server thinks of it is seen by awaitEnd().
    }
    return this;
  }

  /** RTMP 1.0 §5.2, the simple handshake. */
  RtmpSocket shakeHands() throws IOException {
    var hello = new byte[1 + HANDSHAKE_BYTES];
    hello[0] = VERSION;
    send(hello);
    InputStream answer = socket.getInputStream();
    byte[] s0s1s2 = answer.readNBytes(1 + 2 * HANDSHAKE_BYTES);
    return send(Arrays.copyOfRange(s0s1s2, 1, 1 + HANDSHAKE_BYTES));
  }

  /** Says nothing more, and blocks until the server has hung up. */
  void awaitEnd() throws IOException {
    socket.shutdownOutput();
    awaitHangUp();
  }

  /** Blocks until the server has hung up by itself. */
  void awaitHangUp() throws IOException {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException stillThere) {
      throw new AssertionError("the server has not hung up", stillThere);
    } catch (IOException reset) {
      // Hung up with data of ours unread.
    }
  }

  /** A whole message in chunks of the default size, §5.3. */
  static byte[] message(int chunkStream, int type, byte[] payload) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(messageHeader(chunkStream, type, payload.length));
    for (int at = 0; at < payload.length; at += DEFAULT_CHUNK_BYTES) {
      if (at > 0) {
        bytes.write(0xC0 | chunkStream);
      }
      bytes.write(payload, at, Math.min(DEFAULT_CHUNK_BYTES, payload.length - at));
    }
    return bytes.toByteArray();
  }

  /** Type 0 header of a chunk stream below 64: csid, timestamp 0, length, type, stream 0. */
  static byte[] messageHeader(int chunkStream, int type, int length) {
    return ByteBuffer.allocate(12)
        .put((byte) chunkStream)
        .put(new byte[3])
        .put((byte) (length >> 16))
        .put((byte) (length >> 8))
        .put((byte) length)
        .put((byte) type)
        .putInt(0)
        .array();
  }

  /** AMF0 string with its marker. */
  static byte[] amfString(String text) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(3 + octets.length)
        .put((byte) 2)
        .putShort((short) octets.length)
        .put(octets)
        .array();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
