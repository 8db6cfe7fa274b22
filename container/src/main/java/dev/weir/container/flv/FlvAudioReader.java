package dev.weir.container.flv;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AudioConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One audio stream, counted in samples and placed in time by a {@link SampleGrid}. Confined to its
 * {@link FlvReader}.
 */
final class FlvAudioReader implements FlvStreamReader {
  private final FlvCodec codec;
  private final int trackId;

  private long droppedSamples;

  // Of the current configuration
  private @Nullable AudioConfig config;
  private SampleGrid grid = new SampleGrid(1);

  FlvAudioReader(FlvStreamId stream, FlvCodec codec) {
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
      case SEQUENCE_START -> {
        Optional<AudioConfig> next = AudioFrames.configuration(codec, packet.body());
        yield next.isEmpty() ? List.of() : configure(next.get());
      }
      case CODED_FRAMES -> readFrame(packet.timestampNanos(), packet.body());
      default -> List.of();
    };
  }

  @Override
  public long droppedSamples() {
    return droppedSamples;
  }

  private List<FlvEvent> configure(AudioConfig next) {
    if (next.equals(config)) {
      return List.of();
    }
    config = next;
    grid = new SampleGrid(next.sampleRate());
    return List.of(new FlvEvent.TrackConfigured(new Track(trackId, next.sampleRate(), next)));
  }

  private List<FlvEvent> readFrame(long timestampNanos, Bytes frame) throws MediaFormatException {
    Optional<AudioConfig> current =
        frame.isEmpty() ? Optional.empty() : AudioFrames.configAt(codec, frame, config);
    if (current.isEmpty()) {
      droppedSamples++;
      return List.of();
    }
    var events = new ArrayList<>(configure(current.get()));
    SampleGrid.Slot slot = grid.next(timestampNanos, AudioFrames.samples(frame, current.get()));
    events.add(
        new FlvEvent.SampleRead(
            new MediaSample(
                trackId, slot.dtsTicks(), 0, slot.durationTicks(), true, List.of(frame))));
    return events;
  }
}
