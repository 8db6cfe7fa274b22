package dev.weir.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** HTTP/2 frames as octets, RFC 9113 §4.1 and §6. Stateless. */
final class Http2Frames {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PRIORITY_TYPE = 2;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS_TYPE = 4;
  private static final int PING_TYPE = 6;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;
  private static final int UNKNOWN_TYPE = 0xBB;

  private static final int NO_FLAGS = 0;
  private static final int END_STREAM = 0x1;
  private static final int END_HEADERS = 0x4;
  private static final int CANCEL = 8;

  /** HPACK (RFC 7541 appendix A): GET, https, /, and as literal the authority "a". */
  private static final byte[] GET = {(byte) 0x82, (byte) 0x87, (byte) 0x84, 0x01, 0x01, 'a'};

  static final byte[] PING = frame(PING_TYPE, NO_FLAGS, 0, new byte[8]);
  static final byte[] SETTINGS = frame(SETTINGS_TYPE, NO_FLAGS, 0, new byte[0]);

  static final byte[] UNKNOWN = frame(UNKNOWN_TYPE, NO_FLAGS, 0, new byte[0]);

  private Http2Frames() {}

  /** Of a stream that is idle; it depends on none, with the weight 16. */
  static byte[] priority(int stream) {
    return frame(PRIORITY_TYPE, NO_FLAGS, stream, new byte[] {0, 0, 0, 0, 15});
  }

  /** Of the connection. */
  static byte[] windowUpdate(int increment) {
    return frame(WINDOW_UPDATE, NO_FLAGS, 0, ByteBuffer.allocate(4).putInt(increment).array());
  }

  static byte[] request(int stream) {
    return frame(HEADERS, END_STREAM | END_HEADERS, stream, GET);
  }

  static byte[] requestWithBody(int stream) {
    return frame(HEADERS, END_HEADERS, stream, GET);
  }

  static byte[] unfinishedRequest(int stream) {
    return frame(HEADERS, END_STREAM, stream, GET);
  }

  static byte[] continuation(int stream) {
    return frame(CONTINUATION, NO_FLAGS, stream, new byte[0]);
  }

  static byte[] emptyData(int stream) {
    return frame(DATA, NO_FLAGS, stream, new byte[0]);
  }

  static byte[] reset(int stream) {
    return frame(RST_STREAM, NO_FLAGS, stream, ByteBuffer.allocate(4).putInt(CANCEL).array());
  }

  static byte[] concat(byte[] first, byte[] second) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }
}
