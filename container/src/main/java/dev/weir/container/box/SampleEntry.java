package dev.weir.container.box;

import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.Ac3Config;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.Av1Config;
import dev.weir.media.codec.Av1Obus;
import dev.weir.media.codec.AvcConfigurationRecord;
import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.Eac3Config;
import dev.weir.media.codec.FlacConfig;
import dev.weir.media.codec.HevcConfigurationRecord;
import dev.weir.media.codec.Mp3Config;
import dev.weir.media.codec.NalUnitConfig;
import dev.weir.media.codec.NalUnits;
import dev.weir.media.codec.OpusConfig;
import dev.weir.media.codec.VideoConfig;
import dev.weir.media.codec.Vp9Config;
import java.util.List;

/**
 * The entry of {@code stsd}, read. Immutable.
 *
 * @param nalLengthBytes octets of the length before each NAL unit, or {@link #UNFRAMED}
 */
public record SampleEntry(CodecConfig config, int nalLengthBytes, ColourDescription colours) {
  private static final int UNFRAMED = 0;

  /** ISO/IEC 14496-12 §12.1.3: what of VisualSampleEntry is before and between its fields. */
  private static final int BEFORE_SIZE_OCTETS = 24;

  private static final int BEHIND_SIZE_OCTETS = 50;

  /** ISO/IEC 14496-12 §12.2.3: likewise of AudioSampleEntry. */
  private static final int BEFORE_CHANNELS_OCTETS = 16;

  private static final int BEFORE_RATE_OCTETS = 6;

  public static SampleEntry parse(Box stsd) throws MediaFormatException {
    ByteReader in = stsd.reader();
    in.skip(4); // version, flags
    long count = in.u32();
    if (count != 1) {
      throw new MediaFormatException(UNSUPPORTED, "stsd", count + " sample entries, expected one");
    }
    Box entry = new BoxReader(in.rest(), "stsd").next();
    return switch (entry.type()) {
      case "avc1", "avc3", "hvc1", "hev1", "av01", "vp09" -> video(entry);
      case "mp4a", "Opus", "ac-3", "ec-3", "fLaC" ->
          new SampleEntry(audio(entry), UNFRAMED, ColourDescription.NONE);
      default ->
          throw new MediaFormatException(UNSUPPORTED, "stsd", "sample entry " + entry.type());
    };
  }

  /** Writers of files know the sequence header, and ours always says it. */
  private static Av1Config av1(Box av1C) throws MediaFormatException {
    return Av1Config.parse(av1C.body())
        .orElseThrow(
            () -> new MediaFormatException(UNSUPPORTED, "av1C", "came without a sequence header"));
  }

  private static SampleEntry video(Box entry) throws MediaFormatException {
    ByteReader in = entry.reader();
    in.skip(BEFORE_SIZE_OCTETS);
    int width = in.u16();
    int height = in.u16();
    in.skip(BEHIND_SIZE_OCTETS);
    var boxes = new Box(entry.type(), in.rest());
    return switch (entry.type()) {
      case "av01" -> video(av1(boxes.require("av1C")), UNFRAMED, boxes);
      case "vp09" ->
          video(Vp9Config.parse(boxes.require("vpcC").body(), width, height), UNFRAMED, boxes);
      case "hvc1", "hev1" -> {
        HevcConfigurationRecord hvcC = HevcConfigurationRecord.parse(boxes.require("hvcC").body());
        yield video(hvcC.config(), hvcC.nalLengthBytes(), boxes);
      }
      default -> {
        AvcConfigurationRecord avcC = AvcConfigurationRecord.parse(boxes.require("avcC").body());
        yield video(avcC.config(), avcC.nalLengthBytes(), boxes);
      }
    };
  }

  private static SampleEntry video(VideoConfig config, int nalLengthBytes, Box boxes)
      throws MediaFormatException {
    return new SampleEntry(config, nalLengthBytes, ColourBoxes.read(config, boxes));
  }

  private static AudioConfig audio(Box entry) throws MediaFormatException {
    ByteReader in = entry.reader();
    in.skip(BEFORE_CHANNELS_OCTETS);
    int channels = in.u16();
    in.skip(BEFORE_RATE_OCTETS);
    int sampleRate = (int) (in.u32() >> 16);
    var boxes = new Box(entry.type(), in.rest());
    return switch (entry.type()) {
      case "Opus" -> OpusConfig.parse(boxes.require("dOps").body());
      case "ac-3" -> Ac3Config.parse(boxes.require("dac3").body());
      case "ec-3" -> Eac3Config.parse(boxes.require("dec3").body());
      case "fLaC" -> FlacConfig.parse(boxes.require("dfLa").body());
      default -> mpegAudio(boxes.require("esds"), sampleRate, channels);
    };
  }

  /** MP4AudioSampleEntry: which codec it is, its descriptor says. */
  private static AudioConfig mpegAudio(Box esds, int sampleRate, int channels)
      throws MediaFormatException {
    ByteReader in = esds.reader();
    in.skip(4); // version, flags
    EsDescriptor descriptor = EsDescriptor.parse(in.rest());
    return switch (descriptor.objectType()) {
      case EsDescriptor.AUDIO_14496_3 -> AacConfig.parse(descriptor.specificInfo());
      case EsDescriptor.AUDIO_13818_3, EsDescriptor.AUDIO_11172_3 ->
          Mp3Config.of(sampleRate, channels);
      default ->
          throw new MediaFormatException(
              UNSUPPORTED,
              "esds",
              "objectTypeIndication 0x%02x".formatted(descriptor.objectType()));
    };
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
