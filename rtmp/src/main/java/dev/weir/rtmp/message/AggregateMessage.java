package dev.weir.rtmp.message;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import org.jspecify.annotations.Nullable;

/**
 * Takes an aggregate message apart (Adobe RTMP 1.0 §7.1.6): sub-messages as FLV tags, each with a
 * back pointer behind it. The aggregate's own timestamp is that of the first one; the others keep
 * their distance from it. Confined to its connection.
 */
public final class AggregateMessage {
  private static final String WHAT = "RTMP aggregate";
  private static final int BACK_POINTER_BYTES = 4;

  private final RtmpMessage whole;
  private final ByteReader in;
  private int offsetMillis;

  public AggregateMessage(RtmpMessage whole) {
    this.whole = whole;
    this.in = whole.payload().reader(WHAT);
  }

  /** The next sub-message, sharing memory with the whole, or null behind the last. */
  public @Nullable RtmpMessage next() throws MediaFormatException {
    if (in.isAtEnd()) {
      return null;
    }
    boolean isFirst = in.position() == 0;
    int type = in.u8();
    if (type == MessageType.AGGREGATE) {
      throw new MediaFormatException(MALFORMED, WHAT, "holds another aggregate");
    }
    int length = in.u24();
    int timestamp = in.u24() | in.u8() << 24;
    in.skip(3);
    if (isFirst) {
      offsetMillis = whole.timestamp() - timestamp;
    }
    var message =
        new RtmpMessage(type, timestamp + offsetMillis, whole.streamId(), in.bytes(length));
    // Interop: the last back pointer is left out by some, so the end may come in its place.
    in.skip(Math.min(BACK_POINTER_BYTES, in.remaining()));
    return message;
  }
}
