package dev.weir.rtmp.chunk;

import dev.weir.media.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the reader remembers of one chunk stream: the fields that later headers leave out, and the
 * message that is being put together. Its array grows with what has come, up to the declared
 * length, and then becomes the message's payload without a copy. Confined to its reader.
 */
final class IncomingChunkStream {
  private static final int FIRST_ARRAY_BYTES = 4096;
  private static final byte[] NOTHING = new byte[0];

  final int id;

  // of the last header
  int timestamp;
  int timestampStep;
  boolean hasExtendedTimestamp;
  int extendedTimestamp;
  int length;
  int type;
  int streamId;

  // of the message under way
  boolean isInMessage;
  private byte[] payload = NOTHING;
  private int received;

  IncomingChunkStream(int id) {
    this.id = id;
  }

  int missingBytes() {
    return length - received;
  }

  /** The memory that the message under way holds. */
  int heldBytes() {
    return payload.length;
  }

  /** The memory that it would hold after {@code more} octets. */
  int heldBytesAfter(int more) {
    int needed = received + more;
    if (needed <= payload.length) {
      return payload.length;
    }
    return Math.min(length, Math.max(needed, Math.max(FIRST_ARRAY_BYTES, payload.length * 2)));
  }

  void append(ByteBuffer input, int count) {
    reserve(count);
    input.get(payload, received, count);
    received += count;
  }

  void append(byte octet) {
    reserve(1);
    payload[received++] = octet;
  }

  /** The message, all of which has come; the next one may begin. */
  RtmpMessage takeMessage() {
    var message = new RtmpMessage(type, timestamp, streamId, Bytes.wrap(payload));
    discard();
    return message;
  }

  void discard() {
    isInMessage = false;
    payload = NOTHING;
    received = 0;
  }

  private void reserve(int more) {
    int wanted = heldBytesAfter(more);
    if (wanted > payload.length) {
      payload = Arrays.copyOf(payload, wanted);
    }
  }
}
