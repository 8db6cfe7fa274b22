package dev.weir.container.flv;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.TrackKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes the packets out of one tag with an ExVideoTagHeader or ExAudioTagHeader (Enhanced RTMP v2,
 * "Enhanced Video" and "Enhanced Audio"). Confined to the call that makes it.
 *
 * <pre>
 *   0 1 2 3 4 5 6 7        video                 audio
 *  +-+-----+-------+      +---------+-----------+
 *  |1| type| packet|      | 1 0 0 1 | packet    |      then ModEx…, FourCC or Multitrack, body
 *  +-+-----+-------+      +---------+-----------+
 * </pre>
 */
final class ExtendedTagReader {
  private static final int VIDEO_BIT = 0x80;
  private static final int AUDIO_SOUND_FORMAT = 9;
  private static final int FRAME_TYPE_BITS = 7;
  private static final int COMMAND_FRAME = 5;

  private static final int TIMESTAMP_OFFSET_NANO = 0;
  private static final int SMALL_MOD_EX_BYTES = 256;
  private static final int MOST_OFFSET_NANOS = 999_999;

  private static final int ONE_TRACK = 0;
  private static final int MANY_TRACKS = 1;
  private static final int MANY_TRACKS_MANY_CODECS = 2;

  private final TrackKind kind;
  private final long timestampMillis;
  private final ByteReader in;
  private int offsetNanos;

  private ExtendedTagReader(TrackKind kind, FlvTag tag) {
    this.kind = kind;
    this.timestampMillis = tag.timestampMillis();
    this.in = tag.body().reader("extended tag");
  }

  /** Whether a tag that begins with this octet has an extended header. */
  static boolean isExtended(TrackKind kind, int firstOctet) {
    return switch (kind) {
      case VIDEO -> (firstOctet & VIDEO_BIT) != 0;
      case AUDIO -> firstOctet >> 4 == AUDIO_SOUND_FORMAT;
    };
  }

  /** All packets of a tag with an extended header, in order; they share memory with it. */
  static List<FlvPacket> read(TrackKind kind, FlvTag tag) throws MediaFormatException {
    return new ExtendedTagReader(kind, tag).read();
  }

  private List<FlvPacket> read() throws MediaFormatException {
    int first = in.u8();
    FlvPacketType type = behindModifiers(FlvPacketType.of(kind, first & 0x0F));
    if (isCommand(first) && type != FlvPacketType.METADATA) {
      return List.of();
    }
    if (type == FlvPacketType.MULTITRACK) {
      return readTracks();
    }
    String fourCc = in.fourCc();
    return List.of(packet(0, fourCc, type, in.rest()));
  }

  private boolean isCommand(int first) {
    return kind == TrackKind.VIDEO && (first >> 4 & FRAME_TYPE_BITS) == COMMAND_FRAME;
  }

  /** Each modifier is followed by the type of the packet that it modifies, or by another. */
  private FlvPacketType behindModifiers(FlvPacketType first) throws MediaFormatException {
    FlvPacketType type = first;
    while (type == FlvPacketType.MOD_EX) {
      int lengthBytes = in.u8() + 1;
      if (lengthBytes == SMALL_MOD_EX_BYTES) {
        lengthBytes = in.u16() + 1;
      }
      Bytes modifier = in.bytes(lengthBytes);
      int next = in.u8();
      if (next >> 4 == TIMESTAMP_OFFSET_NANO) {
        offsetNanos = nanos(modifier);
      }
      type = FlvPacketType.of(kind, next & 0x0F);
    }
    return type;
  }

  private static int nanos(Bytes modifier) throws MediaFormatException {
    int nanos = modifier.reader("TimestampOffsetNano").u24();
    if (nanos > MOST_OFFSET_NANOS) {
      throw new MediaFormatException(
          MALFORMED, "TimestampOffsetNano", "%d ns are a millisecond or more".formatted(nanos));
    }
    return nanos;
  }

  private List<FlvPacket> readTracks() throws MediaFormatException {
    int head = in.u8();
    FlvPacketType type = FlvPacketType.of(kind, head & 0x0F);
    if (type == FlvPacketType.MULTITRACK || type == FlvPacketType.MOD_EX) {
      throw new MediaFormatException(MALFORMED, "extended tag", type + " in MULTITRACK");
    }
    return switch (head >> 4) {
      case ONE_TRACK -> {
        String fourCc = in.fourCc();
        yield List.of(packet(in.u8(), fourCc, type, in.rest()));
      }
      case MANY_TRACKS -> readTracks(in.fourCc(), type);
      case MANY_TRACKS_MANY_CODECS -> readTracks("", type);
      default ->
          throw new MediaFormatException(
              UNSUPPORTED, "extended tag", "AvMultitrackType " + (head >> 4));
    };
  }

  /** With the codec that all share, or with none where each has its own. */
  private List<FlvPacket> readTracks(String sharedFourCc, FlvPacketType type)
      throws MediaFormatException {
    var packets = new ArrayList<FlvPacket>();
    while (!in.isAtEnd()) {
      if (packets.size() == FlvStreamId.MOST_NUMBERS) {
        throw new MediaFormatException(LIMIT, "extended tag", "more tracks than have a number");
      }
      String fourCc = sharedFourCc.isEmpty() ? in.fourCc() : sharedFourCc;
      int number = in.u8();
      packets.add(packet(number, fourCc, type, in.bytes(in.u24())));
    }
    return packets;
  }

  private FlvPacket packet(int number, String fourCc, FlvPacketType type, Bytes body) {
    long timestampNanos = TimeUnit.MILLISECONDS.toNanos(timestampMillis) + offsetNanos;
    return new FlvPacket(new FlvStreamId(kind, number), fourCc, type, timestampNanos, body);
  }
}
