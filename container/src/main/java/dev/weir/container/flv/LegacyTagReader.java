package dev.weir.container.flv;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.TrackKind;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Takes the packet out of one tag with the headers of FLV 10.1 §E.4.2 and §E.4.3, which know no
 * other stream than the default one of each kind. Stateless.
 */
final class LegacyTagReader {
  private static final int AVC = 7;

  /** Interop: in no specification; encoders for Chinese networks and old FFmpegs send it. */
  private static final int HEVC = 12;

  private static final int COMMAND_FRAME = 5;
  private static final int COMPOSITION_TIME_BYTES = 3;

  private static final int MP3 = 2;
  private static final int AAC = 10;
  private static final int MP3_8_KHZ = 14;

  private LegacyTagReader() {}

  /** The packet of a tag that is not empty; there is none in a command frame. */
  static Optional<FlvPacket> read(TrackKind kind, FlvTag tag) throws MediaFormatException {
    return switch (kind) {
      case VIDEO -> video(tag);
      case AUDIO -> Optional.of(audio(tag));
    };
  }

  private static Optional<FlvPacket> video(FlvTag tag) throws MediaFormatException {
    ByteReader in = tag.body().reader("video tag");
    int first = in.u8();
    FlvCodec codec = videoCodec(first & 0x0F);
    if (first >> 4 == COMMAND_FRAME) {
      return Optional.empty();
    }
    FlvPacketType type = type("AVCPacketType", in.u8());
    if (type == FlvPacketType.SEQUENCE_START) {
      in.skip(COMPOSITION_TIME_BYTES);
    }
    return Optional.of(packet(TrackKind.VIDEO, codec, type, tag, in.rest()));
  }

  private static FlvCodec videoCodec(int codecId) throws MediaFormatException {
    return switch (codecId) {
      case AVC -> FlvCodec.AVC;
      case HEVC -> FlvCodec.HEVC;
      default -> throw FlvCodecNames.unsupportedVideo(codecId);
    };
  }

  private static FlvPacket audio(FlvTag tag) throws MediaFormatException {
    ByteReader in = tag.body().reader("audio tag");
    int soundFormat = in.u8() >> 4;
    return switch (soundFormat) {
      case AAC -> {
        FlvPacketType type = type("AACPacketType", in.u8());
        yield packet(TrackKind.AUDIO, FlvCodec.AAC, type, tag, in.rest());
      }
      case MP3, MP3_8_KHZ ->
          packet(TrackKind.AUDIO, FlvCodec.MP3, FlvPacketType.CODED_FRAMES, tag, in.rest());
      default -> throw FlvCodecNames.unsupportedAudio(soundFormat);
    };
  }

  private static FlvPacketType type(String field, int code) throws MediaFormatException {
    return switch (code) {
      case 0 -> FlvPacketType.SEQUENCE_START;
      case 1 -> FlvPacketType.CODED_FRAMES;
      case 2 -> FlvPacketType.SEQUENCE_END;
      default -> throw new MediaFormatException(MALFORMED, "tag", field + " " + code);
    };
  }

  private static FlvPacket packet(
      TrackKind kind, FlvCodec codec, FlvPacketType type, FlvTag tag, Bytes body) {
    return new FlvPacket(
        FlvStreamId.first(kind),
        codec.fourCc(),
        type,
        TimeUnit.MILLISECONDS.toNanos(tag.timestampMillis()),
        body);
  }
}
