package dev.weir.container.flv;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.Ac3Config;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.Eac3Config;
import dev.weir.media.codec.FlacConfig;
import dev.weir.media.codec.Mp3Config;
import dev.weir.media.codec.OpusConfig;
import dev.weir.media.codec.OpusPacket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the codecs of sound put into sequence starts and coded frames. Stateless. */
final class AudioFrames {
  private static final int STREAMINFO_OCTETS = 34;

  /** What an empty sequence start of Opus means; decoders play mono as stereo all the same. */
  private static final OpusConfig UNSAID_OPUS = new OpusConfig(2, 0, 0, 0, 0, Bytes.EMPTY);

  private AudioFrames() {}

  /** What a sequence start says; empty where only the frames tell. */
  static Optional<AudioConfig> configuration(FlvCodec codec, Bytes record)
      throws MediaFormatException {
    return switch (codec) {
      case AAC -> Optional.of(AacConfig.parse(record));
      case OPUS -> Optional.of(record.isEmpty() ? UNSAID_OPUS : OpusConfig.parseHead(record));
      case FLAC -> Optional.of(flac(record));
      case AC3, EAC3, MP3 -> Optional.empty();
      case AVC, HEVC, AV1, VP9 -> throw new IllegalArgumentException(codec + " is no sound");
    };
  }

  /** Interop: FFmpeg 8.0 writes the STREAMINFO block alone. */
  private static FlacConfig flac(Bytes record) throws MediaFormatException {
    return record.length() == STREAMINFO_OCTETS
        ? FlacConfig.ofStreamInfo(record)
        : FlacConfig.parseHead(record);
  }

  /**
   * What holds from this frame on; empty where a sequence start is missing.
   *
   * @param known what held before
   */
  static Optional<AudioConfig> configAt(FlvCodec codec, Bytes frame, @Nullable AudioConfig known)
      throws MediaFormatException {
    return switch (codec) {
      case AC3 -> Optional.of(Ac3Config.ofFrame(frame));
      case EAC3 -> Optional.of(eac3(Eac3Config.ofAccessUnit(frame), known));
      case MP3 -> Optional.of(Mp3Config.ofFrame(frame));
      default -> Optional.ofNullable(known);
    };
  }

  /** A frame of another length has another data rate, which is no reason to begin anew. */
  private static Eac3Config eac3(Eac3Config next, @Nullable AudioConfig known) {
    return known instanceof Eac3Config same && same.substreams().equals(next.substreams())
        ? same
        : next;
  }

  /** How long a frame lasts. */
  static int samples(Bytes frame, AudioConfig config) throws MediaFormatException {
    return switch (config) {
      case OpusConfig _ -> OpusPacket.samples(frame);
      case FlacConfig _ -> FlacFrame.samples(frame);
      case AacConfig _, Ac3Config _, Eac3Config _, Mp3Config _ -> config.frameSamples();
    };
  }
}
