package dev.weir.rtmp.chunk;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from chunks (Adobe RTMP 1.0 §5.3), fed in pieces of any size. Set Chunk
 * Size and Abort (§5.4.1, §5.4.2) take effect here and are not passed on. Allocates per message,
 * not per chunk, and only for octets that have come. Confined to its connection.
 *
 * <pre>
 * +-------------------+---------------------------+--------------------+---------------+
 * | basic header 1..3 | message header 11/7/3/0   | extended timestamp | chunk payload |
 * | fmt:2 csid:6..    | by fmt 0/1/2/3            | 0 or 4             |               |
 * +-------------------+---------------------------+--------------------+---------------+
 * </pre>
 */
public final class ChunkReader {
  /** §5.4.1: the size that holds until a peer says another. */
  public static final int INITIAL_CHUNK_BYTES = 128;

  private static final String WHAT = "RTMP chunk";
  private static final int[] MESSAGE_HEADER_BYTES = {11, 7, 3, 0};
  private static final int LONGEST_HEADER_BYTES = 3 + 11 + 4;
  private static final int EXTENDED_TIMESTAMP_FOLLOWS = 0xFFFFFF;

  private enum Step {
    BASIC_HEADER,
    MESSAGE_HEADER,
    EXTENDED_TIMESTAMP,
    REPEATED_TIMESTAMP,
    PAYLOAD
  }

  private final IncomingChunkStream[] streams;

  // of the connection
  private ChunkLimits limits;
  private int streamCount;
  private int chunkBytes = INITIAL_CHUNK_BYTES;
  private int partialBytes;

  // of the chunk under way
  private final byte[] header = new byte[LONGEST_HEADER_BYTES];
  private Step step = Step.BASIC_HEADER;
  private int headerBytes;
  private int headerBytesNeeded = 1;
  private int basicHeaderBytes;
  private int format;
  private int timestampsMatched;
  private int payloadLeft;
  private IncomingChunkStream stream = new IncomingChunkStream(0);

  public ChunkReader(ChunkLimits limits) {
    this.limits = limits;
    this.streams = new IncomingChunkStream[limits.maxChunkStreams()];
  }

  /** From the next chunk on, all but the number of chunk streams. */
  public void useLimits(ChunkLimits changed) {
    limits = changed;
  }

  /** The memory held by messages that are not complete. */
  public int partialBytes() {
    return partialBytes;
  }

  /**
   * Takes octets from {@code input} up to the end of the next message.
   *
   * @return that message, or null when the input is used up before its end
   * @throws MediaFormatException if the peer breaks the protocol or goes beyond a limit; the reader
   *     is of no use afterwards
   */
  public @Nullable RtmpMessage read(ByteBuffer input) throws MediaFormatException {
    while (true) {
      if (step == Step.PAYLOAD && payloadLeft == 0) {
        RtmpMessage message = endChunk();
        if (message != null) {
          return message;
        }
        continue;
      }
      if (!input.hasRemaining()) {
        return null;
      }
      switch (step) {
        case BASIC_HEADER, MESSAGE_HEADER, EXTENDED_TIMESTAMP -> readHeader(input);
        case REPEATED_TIMESTAMP -> matchRepeatedTimestamp(input);
        case PAYLOAD -> readPayload(input);
      }
    }
  }

  private void readHeader(ByteBuffer input) throws MediaFormatException {
    int count = Math.min(headerBytesNeeded - headerBytes, input.remaining());
    input.get(header, headerBytes, count);
    headerBytes += count;
    if (headerBytes < headerBytesNeeded) {
      return;
    }
    switch (step) {
      case BASIC_HEADER -> readBasicHeader();
      case MESSAGE_HEADER -> readMessageHeader();
      default -> readExtendedTimestamp();
    }
  }

  /** §5.3.1.1: 0 and 1 in the lower six bits say that the id is in one or two more octets. */
  private void readBasicHeader() throws MediaFormatException {
    int lowerSix = header[0] & 0x3F;
    basicHeaderBytes = lowerSix == 0 ? 2 : lowerSix == 1 ? 3 : 1;
    if (headerBytes < basicHeaderBytes) {
      headerBytesNeeded = basicHeaderBytes;
      return;
    }
    format = (header[0] & 0xFF) >> 6;
    int id =
        switch (basicHeaderBytes) {
          case 1 -> lowerSix;
          case 2 -> 64 + (header[1] & 0xFF);
          default -> 64 + (header[1] & 0xFF) + ((header[2] & 0xFF) << 8);
        };
    stream = find(id);
    headerBytesNeeded = basicHeaderBytes + MESSAGE_HEADER_BYTES[format];
    step = Step.MESSAGE_HEADER;
    if (format == 3) {
      readRepeatedHeader();
    }
  }

  /** At most {@link ChunkLimits#maxChunkStreams} ids, and in practice about five. */
  private IncomingChunkStream find(int id) throws MediaFormatException {
    for (int i = 0; i < streamCount; i++) {
      if (streams[i].id == id) {
        return streams[i];
      }
    }
    if (format != 0) {
      throw malformed("chunk stream %d begins with a header of type %d".formatted(id, format));
    }
    if (streamCount == streams.length) {
      throw limit("more than %d chunk streams".formatted(streams.length));
    }
    var fresh = new IncomingChunkStream(id);
    streams[streamCount++] = fresh;
    return fresh;
  }

  /** §5.3.1.2.1 to §5.3.1.2.3. */
  private void readMessageHeader() throws MediaFormatException {
    if (stream.isInMessage) {
      throw malformed(
          "a header of type %d with %d octets of a message missing on chunk stream %d"
              .formatted(format, stream.missingBytes(), stream.id));
    }
    int at = basicHeaderBytes;
    stream.timestampStep = u24(at);
    if (format <= 1) {
      stream.length = u24(at + 3);
      stream.type = header[at + 6] & 0xFF;
    }
    if (format == 0) {
      stream.streamId = littleEndian32(at + 7);
    }
    stream.hasExtendedTimestamp = stream.timestampStep == EXTENDED_TIMESTAMP_FOLLOWS;
    if (stream.hasExtendedTimestamp) {
      headerBytesNeeded += 4;
      step = Step.EXTENDED_TIMESTAMP;
      return;
    }
    beginMessage();
  }

  /** §5.3.1.3. */
  private void readExtendedTimestamp() throws MediaFormatException {
    stream.extendedTimestamp = big32(headerBytes - 4);
    stream.timestampStep = stream.extendedTimestamp;
    beginMessage();
  }

  /**
   * §5.3.1.2.4: no message header, so the message goes on, or one with the same fields begins.
   *
   * <p>Interop: §5.3.1.3 wants the extended timestamp repeated here, as FFmpeg, librtmp and OBS do;
   * some encoders leave it out. So the next four octets belong to the header only as far as they
   * are equal to it.
   */
  private void readRepeatedHeader() throws MediaFormatException {
    if (stream.hasExtendedTimestamp) {
      timestampsMatched = 0;
      step = Step.REPEATED_TIMESTAMP;
      return;
    }
    endRepeatedHeader();
  }

  private void matchRepeatedTimestamp(ByteBuffer input) throws MediaFormatException {
    while (timestampsMatched < 4 && input.hasRemaining()) {
      if (input.get(input.position()) != expectedTimestampOctet(timestampsMatched)) {
        int belongToPayload = timestampsMatched;
        endRepeatedHeader();
        returnToPayload(belongToPayload);
        return;
      }
      input.get();
      timestampsMatched++;
    }
    if (timestampsMatched == 4) {
      endRepeatedHeader();
    }
  }

  /** The octets that looked like a timestamp were the beginning of the payload. */
  private void returnToPayload(int count) throws MediaFormatException {
    if (count > payloadLeft) {
      throw malformed("a repeated extended timestamp that is cut short");
    }
    hold(count);
    for (int i = 0; i < count; i++) {
      stream.append(expectedTimestampOctet(i));
    }
    payloadLeft -= count;
  }

  private byte expectedTimestampOctet(int index) {
    return (byte) (stream.extendedTimestamp >> 24 - 8 * index);
  }

  private void endRepeatedHeader() throws MediaFormatException {
    if (stream.isInMessage) {
      beginPayload();
      return;
    }
    beginMessage();
  }

  /** §5.3.1.2.4: after a header of type 0 a repeated one steps by that header's timestamp. */
  private void beginMessage() throws MediaFormatException {
    int longest =
        MessageType.isMedia(stream.type)
            ? limits.maxMediaMessageBytes()
            : limits.maxOtherMessageBytes();
    if (stream.length > longest) {
      throw limit(
          "a message of type %d with %d octets, at most %d"
              .formatted(stream.type, stream.length, longest));
    }
    stream.timestamp = format == 0 ? stream.timestampStep : stream.timestamp + stream.timestampStep;
    stream.isInMessage = true;
    beginPayload();
  }

  private void beginPayload() {
    payloadLeft = Math.min(chunkBytes, stream.missingBytes());
    step = Step.PAYLOAD;
  }

  private void readPayload(ByteBuffer input) throws MediaFormatException {
    int count = Math.min(payloadLeft, input.remaining());
    hold(count);
    stream.append(input, count);
    payloadLeft -= count;
  }

  /** Counts the memory for {@code more} octets against the budget before it is allocated. */
  private void hold(int more) throws MediaFormatException {
    partialBytes += stream.heldBytesAfter(more) - stream.heldBytes();
    if (partialBytes > limits.maxPartialBytes()) {
      throw limit(
          "incomplete messages hold more than %d octets".formatted(limits.maxPartialBytes()));
    }
  }

  private @Nullable RtmpMessage endChunk() throws MediaFormatException {
    step = Step.BASIC_HEADER;
    headerBytes = 0;
    headerBytesNeeded = 1;
    if (stream.missingBytes() > 0) {
      return null;
    }
    partialBytes -= stream.heldBytes();
    RtmpMessage message = stream.takeMessage();
    return switch (message.type()) {
      case MessageType.SET_CHUNK_SIZE -> setChunkSize(message.payload());
      case MessageType.ABORT -> abort(message.payload());
      default -> message;
    };
  }

  /** §5.4.1; holds from the next chunk on, on all chunk streams. */
  private @Nullable RtmpMessage setChunkSize(Bytes payload) throws MediaFormatException {
    int size = payload.reader("Set Chunk Size").s32();
    if (size < 0) {
      throw malformed("a chunk size with its first bit set");
    }
    if (size < limits.minChunkBytes()) {
      throw limit("a chunk size of %d, at least %d".formatted(size, limits.minChunkBytes()));
    }
    chunkBytes = Math.min(size, ChunkLimits.LARGEST_CHUNK_BYTES);
    return null;
  }

  /** §5.4.2; one for a chunk stream without a message under way is of no effect. */
  private @Nullable RtmpMessage abort(Bytes payload) throws MediaFormatException {
    int id = payload.reader("Abort").s32();
    Arrays.stream(streams, 0, streamCount)
        .filter(candidate -> candidate.id == id)
        .forEach(aborted -> {
          partialBytes -= aborted.heldBytes();
          aborted.discard();
        });
    return null;
  }

  private int u24(int at) {
    return big32(at) >>> 8;
  }

  private int big32(int at) {
    return (header[at] & 0xFF) << 24
        | (header[at + 1] & 0xFF) << 16
        | (header[at + 2] & 0xFF) << 8
        | header[at + 3] & 0xFF;
  }

  /** §5.3.1.2.1: the message stream id alone is little-endian. */
  private int littleEndian32(int at) {
    return Integer.reverseBytes(big32(at));
  }

  private static MediaFormatException malformed(String problem) {
    return new MediaFormatException(MALFORMED, WHAT, problem);
  }

  private static MediaFormatException limit(String problem) {
    return new MediaFormatException(LIMIT, WHAT, problem);
  }
}
