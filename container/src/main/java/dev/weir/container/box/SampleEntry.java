package dev.weir.container.box;

import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.Av1Config;
import dev.weir.media.codec.Av1Obus;
import dev.weir.media.codec.AvcConfigurationRecord;
import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.HevcConfigurationRecord;
import dev.weir.media.codec.NalUnitConfig;
import dev.weir.media.codec.NalUnits;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.VideoConfig;
import dev.weir.media.codec.Vp9Config;
import java.util.List;
import java.util.Optional;

/**
 * The entry of {@code stsd}, read. Immutable.
 *
 * @param nalLengthBytes octets of the length before each NAL unit, or 0 where there are none
 * @param pixelAspect as the entry says, beside its codec
 */
public record SampleEntry(
    CodecConfig config,
    int nalLengthBytes,
    ColourDescription colours,
    Optional<PixelAspect> pixelAspect) {
  private static final int UNFRAMED = 0;

  /** ISO/IEC 14496-12 §12.1.3: what of VisualSampleEntry is before and between its fields. */
  private static final int BEFORE_SIZE_OCTETS = 24;

  private static final int BEHIND_SIZE_OCTETS = 50;

  /** Of a header that must have one entry, which says everything. */
  public static SampleEntry parse(Box stsd) throws MediaFormatException {
    ByteReader in = stsd.reader();
    int version = in.u8();
    in.skip(3); // flags
    long count = in.u32();
    if (count != 1) {
      throw new MediaFormatException(UNSUPPORTED, "stsd", count + " sample entries, expected one");
    }
    return parse(new BoxReader(in.rest(), "stsd").next(), version, Bytes.EMPTY);
  }

  /**
   * From one entry.
   *
   * @param stsdVersion of the box around it
   * @param firstSample may be empty; where {@link #isCompletedBySample}, it says what the entry
   *     leaves out
   */
  public static SampleEntry parse(Box entry, int stsdVersion, Bytes firstSample)
      throws MediaFormatException {
    return switch (entry.type()) {
      case "avc1", "avc3", "hvc1", "hev1", "av01", "vp09" -> video(entry, firstSample);
      case "mp4a", ".mp3", "Opus", "ac-3", "ec-3", "fLaC" ->
          new SampleEntry(
              AudioEntry.read(entry, stsdVersion).config(firstSample),
              UNFRAMED,
              ColourDescription.NONE,
              Optional.empty());
      default ->
          throw new MediaFormatException(UNSUPPORTED, "stsd", "sample entry " + entry.type());
    };
  }

  /** Whether an entry of this type may leave something to the first sample. */
  public static boolean isCompletedBySample(String type) {
    return switch (type) {
      case "av01", "avc3", "hev1", "mp4a", ".mp3" -> true;
      default -> false;
    };
  }

  /** AV1-ISOBMFF §2.3.4 lets the sequence header stand in samples alone. */
  private static Av1Config av1(Box av1C, Bytes firstSample) throws MediaFormatException {
    Optional<Av1Config> config = Av1Config.parse(av1C.body());
    return config.isPresent()
        ? config.get()
        : Av1Config.ofKeyframe(Av1Obus.split(firstSample))
            .orElseThrow(() ->
                new MediaFormatException(UNSUPPORTED, "av1C", "came without a sequence header"));
  }

  private static SampleEntry video(Box entry, Bytes firstSample) throws MediaFormatException {
    ByteReader in = entry.reader();
    in.skip(BEFORE_SIZE_OCTETS);
    int width = in.u16();
    int height = in.u16();
    in.skip(BEHIND_SIZE_OCTETS);
    var boxes = new Box(entry.type(), in.rest());
    return switch (entry.type()) {
      case "av01" -> video(av1(boxes.require("av1C"), firstSample), UNFRAMED, boxes);
      case "vp09" ->
          video(Vp9Config.parse(boxes.require("vpcC").body(), width, height), UNFRAMED, boxes);
      case "hvc1", "hev1" -> {
        HevcConfigurationRecord hvcC =
            HevcConfigurationRecord.parse(boxes.require("hvcC").body(), firstSample);
        yield video(hvcC.config(), hvcC.nalLengthBytes(), boxes);
      }
      default -> {
        AvcConfigurationRecord avcC =
            AvcConfigurationRecord.parse(boxes.require("avcC").body(), firstSample);
        yield video(avcC.config(), avcC.nalLengthBytes(), boxes);
      }
    };
  }

  private static SampleEntry video(VideoConfig config, int nalLengthBytes, Box boxes)
      throws MediaFormatException {
    return new SampleEntry(
        config, nalLengthBytes, ColourBoxes.read(config, boxes), pixelAspect(boxes));
  }

  /** PixelAspectRatioBox, ISO/IEC 14496-12 §12.1.4; one of impossible values says nothing. */
  private static Optional<PixelAspect> pixelAspect(Box boxes) throws MediaFormatException {
    Optional<Box> pasp = boxes.find("pasp");
    if (pasp.isEmpty()) {
      return Optional.empty();
    }
    ByteReader in = pasp.get().reader();
    long across = in.u32();
    long down = in.u32();
    boolean isPossible = across > 0 && across <= 0xFFFF && down > 0 && down <= 0xFFFF;
    return isPossible ? Optional.of(new PixelAspect((int) across, (int) down)) : Optional.empty();
  }

  /**
   * The units of a sample, as {@link dev.weir.media.MediaSample} has them: avc3 and hev1 may repeat
   * parameter sets there. None where there is no picture.
   */
  public List<Bytes> units(Bytes sample) throws MediaFormatException {
    return switch (config) {
      case VideoConfig video -> video.sampleUnits(split(video, sample));
      case AudioConfig _ -> List.of(sample);
    };
  }

  private List<Bytes> split(VideoConfig video, Bytes sample) throws MediaFormatException {
    return switch (video) {
      case NalUnitConfig _ -> NalUnits.splitLengthPrefixed(sample, nalLengthBytes);
      case Av1Config _ -> Av1Obus.split(sample);
      case Vp9Config _ -> List.of(sample);
    };
  }
}
