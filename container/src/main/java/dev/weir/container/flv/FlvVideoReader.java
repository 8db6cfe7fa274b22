package dev.weir.container.flv;

import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.VideoConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One video stream, with 90000 ticks a second. Keyframes and configurations are what the bitstream
 * says they are, whatever a tag's frame type says. Confined to its {@link FlvReader}.
 */
final class FlvVideoReader implements FlvStreamReader {
  private static final int TICKS_PER_MILLI =
      FlvReader.VIDEO_TIMESCALE / MediaTime.MILLIS_PER_SECOND;

  private final FlvCodec codec;
  private final int trackId;

  private @Nullable VideoSequence sequence;
  private @Nullable VideoConfig config;
  private ColourDescription colours = ColourDescription.NONE;
  private long droppedSamples;

  FlvVideoReader(FlvStreamId stream, FlvCodec codec) {
    this.codec = codec;
    this.trackId = stream.trackId();
  }

  @Override
  public FlvCodec codec() {
    return codec;
  }

  @Override
  public List<FlvEvent> read(FlvPacket packet) throws MediaFormatException {
    return switch (packet.type()) {
      case SEQUENCE_START -> start(packet.body());
      case CODED_FRAMES -> {
        ByteReader in = packet.body().reader("coded frames");
        int compositionMillis = codec.hasCompositionTimes() ? in.s24() : 0;
        yield readFrames(packet.timestampNanos(), compositionMillis, in.rest());
      }
      case CODED_FRAMES_X -> readFrames(packet.timestampNanos(), 0, packet.body());
      case MPEG2_TS_SEQUENCE_START ->
          throw new MediaFormatException(
              UNSUPPORTED, codec.fourCc(), "is configured by a descriptor of MPEG-2 TS");
      case METADATA -> describe(packet.body());
      default -> List.of();
    };
  }

  @Override
  public long droppedSamples() {
    return droppedSamples;
  }

  /** Interop: FFmpeg 8.0 sends an empty one before its AV1 encoder has told what it makes. */
  private List<FlvEvent> start(Bytes record) throws MediaFormatException {
    if (record.isEmpty()) {
      return List.of();
    }
    VideoSequence next = VideoSequence.parse(codec, record);
    sequence = next;
    return next.config().isEmpty() ? List.of() : configure(next.config().get());
  }

  private List<FlvEvent> configure(VideoConfig next) {
    if (next.equals(config)) {
      return List.of();
    }
    config = next;
    return List.of(configured(next));
  }

  private FlvEvent configured(VideoConfig next) {
    return new FlvEvent.TrackConfigured(
        new Track(trackId, FlvReader.VIDEO_TIMESCALE, next, colours));
  }

  private List<FlvEvent> describe(Bytes metadata) throws MediaFormatException {
    ColourDescription next = ColourMetadata.parse(metadata).orElse(colours);
    boolean isSame = next.equals(colours);
    colours = next;
    return isSame || config == null ? List.of() : List.of(configured(config));
  }

  private List<FlvEvent> readFrames(long timestampNanos, int compositionMillis, Bytes frames)
      throws MediaFormatException {
    if (sequence == null) {
      return drop();
    }
    List<Bytes> accessUnit = sequence.split(frames);
    Optional<VideoConfig> current = sequence.configAt(accessUnit, config);
    List<Bytes> units = current.isEmpty() ? List.of() : current.get().sampleUnits(accessUnit);
    if (current.isEmpty() || units.isEmpty()) {
      return drop();
    }
    var events = new ArrayList<>(configure(current.get()));
    events.add(
        new FlvEvent.SampleRead(
            new MediaSample(
                trackId,
                MediaTime.fromNanos(timestampNanos, FlvReader.VIDEO_TIMESCALE),
                compositionMillis * TICKS_PER_MILLI,
                MediaSample.UNKNOWN_DURATION,
                current.get().isKeyframe(accessUnit),
                units)));
    return events;
  }

  private List<FlvEvent> drop() {
    droppedSamples++;
    return List.of();
  }
}
