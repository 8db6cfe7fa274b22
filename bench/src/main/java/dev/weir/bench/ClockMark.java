package dev.weir.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The moment at which a frame was sent, written into it: an SEI message before its first slice
 * (ITU-T H.264 §D.1.6, user data unregistered), in hexadecimal digits, so that it needs no
 * emulation prevention. Stateless.
 */
final class ClockMark {
  /** FLV's five octets, the NAL unit's length, and three octets of SEI header. */
  static final int MARK_OFFSET = 5 + 4 + 3;

  static final int MARK_BYTES = 32;
  private static final byte[] MARK = "weir-bench-clock".getBytes(StandardCharsets.US_ASCII);
  private static final int NAL_UNIT_BYTES = 3 + MARK_BYTES + 1;
  private static final int INSERTED_BYTES = 4 + NAL_UNIT_BYTES;

  private ClockMark() {}

  /** The body of a video tag with the mark in it; the frame's other octets stay as they are. */
  static byte[] insert(byte[] body, long nanos) {
    var out = ByteBuffer.allocate(body.length + INSERTED_BYTES);
    out.put(body, 0, 5).putInt(NAL_UNIT_BYTES).put((byte) 6).put((byte) 5).put((byte) MARK_BYTES);
    out.put(MARK).put("%016x".formatted(nanos).getBytes(StandardCharsets.US_ASCII));
    return out.put((byte) 0x80).put(body, 5, body.length - 5).array();
  }

  /** The moment in {@code mark}, or -1 where it is none. */
  static long read(byte[] mark) {
    for (int i = 0; i < MARK.length; i++) {
      if (mark[i] != MARK[i]) {
        return -1;
      }
    }
    return Long.parseLong(new String(mark, MARK.length, 16, StandardCharsets.US_ASCII), 16);
  }
}
