package dev.weir.container.flv;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Audio tags, FLV 10.1 §E.4.2: AAC, placed in time by a {@link SampleGrid}. Confined to its {@link
 * FlvReader}.
 */
final class FlvAudioReader {
  private static final int SEQUENCE_HEADER = 0;
  private static final int RAW_FRAME = 1;

  private long droppedSamples;

  // Of the current configuration
  private @Nullable AacConfig config;
  private @Nullable SampleGrid grid;

  List<FlvEvent> read(FlvTag tag) throws MediaFormatException {
    ByteReader in = tag.body().reader("audio tag");
    if (in.isAtEnd()) {
      return drop();
    }
    requireAac(in.u8() >> 4, in);
    int packetType = in.u8();
    return switch (packetType) {
      case SEQUENCE_HEADER -> configure(AacConfig.parse(in.rest()));
      case RAW_FRAME -> readFrame(tag.timestampMillis(), in.rest());
      default ->
          throw new MediaFormatException(MALFORMED, "audio tag", "AACPacketType " + packetType);
    };
  }

  long droppedSamples() {
    return droppedSamples;
  }

  private static void requireAac(int soundFormat, ByteReader in) throws MediaFormatException {
    if (soundFormat == FlvCodecs.EXTENDED_AUDIO) {
      throw FlvCodecs.unsupportedAudio(FlvCodecs.extendedName(in));
    }
    if (soundFormat != FlvCodecs.AAC) {
      throw FlvCodecs.unsupportedAudio(FlvCodecs.audioName(soundFormat));
    }
  }

  private List<FlvEvent> configure(AacConfig next) {
    if (next.equals(config)) {
      return List.of();
    }
    config = next;
    grid = new SampleGrid(next.sampleRate(), next.frameSamples());
    return List.of(
        new FlvEvent.TrackConfigured(new Track(FlvReader.AUDIO_TRACK_ID, next.sampleRate(), next)));
  }

  private List<FlvEvent> readFrame(long timestampMillis, Bytes frame) {
    if (grid == null || frame.isEmpty()) {
      return drop();
    }
    SampleGrid.Slot slot = grid.next(timestampMillis);
    return List.of(
        new FlvEvent.SampleRead(
            new MediaSample(
                FlvReader.AUDIO_TRACK_ID,
                slot.dtsTicks(),
                0,
                slot.durationTicks(),
                true,
                List.of(frame))));
  }

  private List<FlvEvent> drop() {
    droppedSamples++;
    return List.of();
  }
}
