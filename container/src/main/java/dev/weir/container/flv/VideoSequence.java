package dev.weir.container.flv;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.codec.Av1Config;
import dev.weir.media.codec.Av1Obus;
import dev.weir.media.codec.AvcConfigurationRecord;
import dev.weir.media.codec.HevcConfigurationRecord;
import dev.weir.media.codec.NalUnits;
import dev.weir.media.codec.VideoConfig;
import dev.weir.media.codec.Vp9Config;
import dev.weir.media.codec.Vp9FrameHeader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the sequence start of a video stream has said. Immutable.
 *
 * @param record as it came
 * @param config empty for VP9, whose record lacks the size of the picture, and for AV1 where the
 *     record lacks the sequence header
 * @param nalLengthBytes octets of the length before each NAL unit, where the codec has such
 */
record VideoSequence(
    FlvCodec codec, Bytes record, Optional<VideoConfig> config, int nalLengthBytes) {
  static VideoSequence parse(FlvCodec codec, Bytes record) throws MediaFormatException {
    return switch (codec) {
      case AVC -> {
        AvcConfigurationRecord avcC = AvcConfigurationRecord.parse(record);
        yield new VideoSequence(codec, record, Optional.of(avcC.config()), avcC.nalLengthBytes());
      }
      case HEVC -> {
        HevcConfigurationRecord hvcC = HevcConfigurationRecord.parse(record);
        yield new VideoSequence(codec, record, Optional.of(hvcC.config()), hvcC.nalLengthBytes());
      }
      case AV1 ->
          new VideoSequence(codec, record, Av1Config.parse(record).map(Function.identity()), 0);
      case VP9 -> new VideoSequence(codec, record, Optional.empty(), 0);
      case AAC, OPUS, AC3, EAC3, FLAC, MP3 ->
          throw new IllegalArgumentException(codec + " is no video");
    };
  }

  /** The units of coded frames. */
  List<Bytes> split(Bytes frames) throws MediaFormatException {
    return switch (codec) {
      case AV1 -> Av1Obus.split(frames);
      case VP9 -> List.of(frames);
      default -> NalUnits.splitLengthPrefixed(frames, nalLengthBytes);
    };
  }

  /**
   * What holds from this access unit on; empty as long as nothing does.
   *
   * @param known what held before
   */
  Optional<VideoConfig> configAt(List<Bytes> accessUnit, @Nullable VideoConfig known)
      throws MediaFormatException {
    if (codec == FlvCodec.VP9) {
      return vp9ConfigAt(accessUnit, known);
    }
    if (codec == FlvCodec.AV1 && known == null) {
      return Av1Config.ofKeyframe(accessUnit).map(Function.identity());
    }
    return known != null && known.isKeyframe(accessUnit)
        ? Optional.of(known.configuredBy(accessUnit))
        : Optional.ofNullable(known);
  }

  private Optional<VideoConfig> vp9ConfigAt(List<Bytes> frame, @Nullable VideoConfig known)
      throws MediaFormatException {
    if (!Vp9FrameHeader.isKeyFrame(frame.getFirst())) {
      return Optional.ofNullable(known);
    }
    Vp9FrameHeader header = Vp9FrameHeader.parse(frame.getFirst());
    return Optional.of(
        Vp9Config.parse(record, header.width(), header.height()).configuredBy(frame));
  }
}
