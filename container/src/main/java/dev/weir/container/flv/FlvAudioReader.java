package dev.weir.container.flv;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.Eac3Gatherer;
import dev.weir.media.codec.Mp3Frames;
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

  private final Eac3Gatherer gatherer = new Eac3Gatherer();

  /** Of the first packet of what is gathered. */
  private long gatheredNanos;

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
      case CODED_FRAMES -> readFrames(packet.timestampNanos(), packet.body());
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

  /** A packet has one frame, or a few of MP3, or a part of what E-AC-3 needs. */
  private List<FlvEvent> readFrames(long timestampNanos, Bytes packet) throws MediaFormatException {
    if (packet.isEmpty()) {
      droppedSamples++;
      return List.of();
    }
    if (gatherer.isEmpty()) {
      gatheredNanos = timestampNanos;
    }
    List<Bytes> frames =
        switch (codec) {
          case EAC3 -> gatherer.add(packet);
          case MP3 -> Mp3Frames.split(packet);
          default -> List.of(packet);
        };
    var events = new ArrayList<FlvEvent>();
    long nanos = codec == FlvCodec.EAC3 ? gatheredNanos : timestampNanos;
    for (Bytes frame : frames) {
      nanos += readFrame(nanos, frame, events);
    }
    return events;
  }

  /** Returns how long the frame lasts. */
  private long readFrame(long timestampNanos, Bytes frame, List<FlvEvent> events)
      throws MediaFormatException {
    Optional<AudioConfig> current = AudioFrames.configAt(codec, frame, config);
    if (current.isEmpty()) {
      droppedSamples++;
      return 0;
    }
    events.addAll(configure(current.get()));
    int samples = AudioFrames.samples(frame, current.get());
    SampleGrid.Slot slot = grid.next(timestampNanos, samples);
    events.add(
        new FlvEvent.SampleRead(
            new MediaSample(
                trackId, slot.dtsTicks(), 0, slot.durationTicks(), true, List.of(frame))));
    return MediaTime.toNanos(samples, current.get().sampleRate());
  }
}
