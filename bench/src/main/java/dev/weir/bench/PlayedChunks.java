package dev.weir.bench;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * One player's input: finds its way through the chunks, and reads the clock in each video frame
 * when the frame is whole. Keeps no payload but that mark. Confined to one thread.
 */
final class PlayedChunks {
  private static final int MOST_CHUNK_STREAMS = 64;
  private static final int SET_CHUNK_SIZE = 1;
  private static final int VIDEO = 9;
  private static final int[] HEADER_BYTES = {11, 7, 3, 0};
  private static final int EXTENDED = 0xFFFFFF;

  private final int[] lengths = new int[MOST_CHUNK_STREAMS];
  private final int[] types = new int[MOST_CHUNK_STREAMS];
  private final int[] received = new int[MOST_CHUNK_STREAMS];
  private final boolean[] extended = new boolean[MOST_CHUNK_STREAMS];
  private final byte[] header = new byte[16];
  private final byte[] head = new byte[ClockMark.MARK_OFFSET + ClockMark.MARK_BYTES];

  private int handshakeLeft = RtmpBytes.HANDSHAKE_BYTES;
  private int chunkBytes = 128;
  private int headerBytes;
  private int chunkStream;
  private int chunkLeft;

  // counted
  long octets;
  int frames;

  /** Takes all of {@code input}; tells the clock of each frame that ends in it. */
  void read(ByteBuffer input, LongConsumer onFrame) {
    octets += input.remaining();
    while (input.hasRemaining()) {
      if (handshakeLeft > 0) {
        handshakeLeft -= skip(input, handshakeLeft);
      } else if (chunkLeft > 0) {
        payload(input, onFrame);
      } else {
        header(input);
      }
    }
  }

  private static int skip(ByteBuffer input, int most) {
    int count = Math.min(most, input.remaining());
    input.position(input.position() + count);
    return count;
  }

  private void header(ByteBuffer input) {
    header[headerBytes++] = input.get();
    int format = (header[0] & 0xFF) >> 6;
    int id = header[0] & 0x3F;
    int needed = 1 + HEADER_BYTES[format];
    if (headerBytes < needed) {
      return;
    }
    if (format < 3) {
      extended[id] = u24(1) == EXTENDED;
    }
    if (headerBytes < needed + (extended[id] ? 4 : 0)) {
      return;
    }
    if (format < 2) {
      lengths[id] = u24(4);
      types[id] = header[7];
    }
    headerBytes = 0;
    chunkStream = id;
    chunkLeft = Math.min(chunkBytes, lengths[id] - received[id]);
  }

  private int u24(int at) {
    return (header[at] & 0xFF) << 16 | (header[at + 1] & 0xFF) << 8 | (header[at + 2] & 0xFF);
  }

  private void payload(ByteBuffer input, LongConsumer onFrame) {
    int at = received[chunkStream];
    int count = Math.min(chunkLeft, input.remaining());
    boolean isKept = types[chunkStream] == VIDEO || types[chunkStream] == SET_CHUNK_SIZE;
    if (isKept && at < head.length) {
      input.get(input.position(), head, at, Math.min(count, head.length - at));
    }
    input.position(input.position() + count);
    chunkLeft -= count;
    received[chunkStream] += count;
    if (received[chunkStream] == lengths[chunkStream]) {
      received[chunkStream] = 0;
      end(lengths[chunkStream], onFrame);
    }
  }

  private void end(int length, LongConsumer onFrame) {
    if (types[chunkStream] == SET_CHUNK_SIZE) {
      chunkBytes = ByteBuffer.wrap(head).getInt();
    }
    if (types[chunkStream] == VIDEO && length >= head.length) {
      var mark = new byte[ClockMark.MARK_BYTES];
      System.arraycopy(head, ClockMark.MARK_OFFSET, mark, 0, mark.length);
      long nanos = ClockMark.read(mark);
      if (nanos >= 0) {
        frames++;
        onFrame.accept(nanos);
      }
    }
  }
}
