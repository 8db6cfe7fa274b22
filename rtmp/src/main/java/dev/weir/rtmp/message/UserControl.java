package dev.weir.rtmp.message;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;

/** User control messages (Adobe RTMP 1.0 §6.2, §7.1.7). Stateless. */
public final class UserControl {
  public static final int STREAM_BEGIN = 0;
  public static final int STREAM_EOF = 1;
  public static final int PING_REQUEST = 6;
  public static final int PING_RESPONSE = 7;

  private UserControl() {}

  /** An event with one 32-bit field: a stream id or a timestamp. */
  public static RtmpMessage event(int type, long value) {
    Bytes payload = new ByteWriter().u16(type).u32(value).toBytes();
    return new RtmpMessage(MessageType.USER_CONTROL, 0, 0, payload);
  }
}
