package dev.weir.container.flv;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.AvcConfigurationRecord;
import dev.weir.media.codec.NalUnitType;
import dev.weir.media.codec.NalUnits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Video tags, FLV 10.1 §E.4.3: H.264 with its NAL units apart. Confined to its {@link FlvReader}.
 *
 * <p>A keyframe is a tag with an IDR slice, whatever its frame type says. Fillers are left out, and
 * parameter sets too, since a sample entry avc1 allows them nowhere but in the configuration
 * (ISO/IEC 14496-15 §5.4.2.1): at a keyframe new ones make a new configuration, elsewhere new ones
 * stay in the sample, where decoders find them.
 */
final class FlvVideoReader {
  private static final int TICKS_PER_MILLI =
      FlvReader.VIDEO_TIMESCALE / MediaTime.MILLIS_PER_SECOND;

  private static final int EXTENDED_HEADER_BIT = 0x80;
  private static final int COMMAND_FRAME = 5;
  private static final int SEQUENCE_HEADER = 0;
  private static final int NAL_UNITS = 1;
  private static final int END_OF_SEQUENCE = 2;

  private @Nullable AvcConfigurationRecord configuration;
  private long droppedSamples;

  List<FlvEvent> read(FlvTag tag) throws MediaFormatException {
    ByteReader in = tag.body().reader("video tag");
    if (in.isAtEnd()) {
      return drop();
    }
    int first = in.u8();
    requireAvc(first, in);
    if (first >> 4 == COMMAND_FRAME) {
      return List.of();
    }
    int packetType = in.u8();
    int compositionMillis = in.s24();
    return switch (packetType) {
      case SEQUENCE_HEADER -> configure(AvcConfigurationRecord.parse(in.rest()));
      case NAL_UNITS -> readSample(tag.timestampMillis(), compositionMillis, in.rest());
      case END_OF_SEQUENCE -> List.of();
      default ->
          throw new MediaFormatException(MALFORMED, "video tag", "AVCPacketType " + packetType);
    };
  }

  long droppedSamples() {
    return droppedSamples;
  }

  private static void requireAvc(int first, ByteReader in) throws MediaFormatException {
    if ((first & EXTENDED_HEADER_BIT) != 0) {
      throw FlvCodecs.unsupportedVideo(FlvCodecs.extendedName(in));
    }
    int codecId = first & 0x0F;
    if (codecId != FlvCodecs.AVC) {
      throw FlvCodecs.unsupportedVideo(FlvCodecs.videoName(codecId));
    }
  }

  private List<FlvEvent> configure(AvcConfigurationRecord next) {
    boolean isRepeated = configuration != null && configuration.config().equals(next.config());
    configuration = next;
    return isRepeated ? List.of() : List.of(configured(next.config()));
  }

  private static FlvEvent configured(AvcConfig config) {
    return new FlvEvent.TrackConfigured(
        new Track(FlvReader.VIDEO_TRACK_ID, FlvReader.VIDEO_TIMESCALE, config));
  }

  private List<FlvEvent> readSample(long timestampMillis, int compositionMillis, Bytes payload)
      throws MediaFormatException {
    if (configuration == null) {
      return drop();
    }
    List<Bytes> units = NalUnits.splitLengthPrefixed(payload, configuration.nalLengthBytes());
    if (units.stream().noneMatch(unit -> NalUnitType.of(unit).isPicture())) {
      return drop();
    }
    boolean isKeyframe = units.stream().anyMatch(FlvVideoReader::isIdr);
    var events = new ArrayList<FlvEvent>();
    if (isKeyframe) {
      events.addAll(configureInBand(configuration, units));
    }
    AvcConfig config = configuration.config();
    events.add(
        new FlvEvent.SampleRead(
            new MediaSample(
                FlvReader.VIDEO_TRACK_ID,
                timestampMillis * TICKS_PER_MILLI,
                compositionMillis * TICKS_PER_MILLI,
                MediaSample.UNKNOWN_DURATION,
                isKeyframe,
                units.stream().filter(unit -> belongsIntoSample(unit, config)).toList())));
    return events;
  }

  private static boolean isIdr(Bytes unit) {
    return NalUnitType.of(unit) == NalUnitType.IDR_SLICE;
  }

  private static boolean belongsIntoSample(Bytes unit, AvcConfig config) {
    return switch (NalUnitType.of(unit)) {
      case FILLER -> false;
      case SPS -> !config.spsUnits().contains(unit);
      case PPS -> !config.ppsUnits().contains(unit);
      default -> true;
    };
  }

  /** Sets of a kind that holds a new one replace all that were of this kind. */
  private List<FlvEvent> configureInBand(AvcConfigurationRecord current, List<Bytes> units)
      throws MediaFormatException {
    AvcConfig old = current.config();
    List<Bytes> spsUnits = replaced(old.spsUnits(), units, NalUnitType.SPS);
    List<Bytes> ppsUnits = replaced(old.ppsUnits(), units, NalUnitType.PPS);
    if (spsUnits.equals(old.spsUnits()) && ppsUnits.equals(old.ppsUnits())) {
      return List.of();
    }
    return configure(
        new AvcConfigurationRecord(AvcConfig.of(spsUnits, ppsUnits), current.nalLengthBytes()));
  }

  private static List<Bytes> replaced(List<Bytes> known, List<Bytes> units, NalUnitType type) {
    List<Bytes> inBand = units.stream().filter(unit -> NalUnitType.of(unit) == type).toList();
    return known.containsAll(inBand) ? known : inBand.stream().distinct().toList();
  }

  private List<FlvEvent> drop() {
    droppedSamples++;
    return List.of();
  }
}
