package dev.weir.container.fmp4;

import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfigurationRecord;
import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.NalUnits;
import java.util.List;

/**
 * The entry of {@code stsd}, read. Immutable.
 *
 * @param nalLengthBytes octets of the length before each NAL unit, or {@link #UNFRAMED}
 */
record SampleEntry(CodecConfig config, int nalLengthBytes) {
  private static final int UNFRAMED = 0;

  /** ISO/IEC 14496-12 §12.1.3: everything of VisualSampleEntry before its boxes. */
  private static final int VISUAL_OCTETS = 78;

  /** ISO/IEC 14496-12 §12.2.3: everything of AudioSampleEntry before its boxes. */
  private static final int AUDIO_OCTETS = 28;

  static SampleEntry parse(Box stsd) throws MediaFormatException {
    ByteReader in = stsd.reader();
    in.skip(4); // version, flags
    long count = in.u32();
    if (count != 1) {
      throw new MediaFormatException(UNSUPPORTED, "stsd", count + " sample entries, expected one");
    }
    Box entry = new BoxReader(in.rest(), "stsd").next();
    return switch (entry.type()) {
      case "avc1", "avc3" -> avc(entry);
      case "mp4a" -> aac(entry);
      default ->
          throw new MediaFormatException(UNSUPPORTED, "stsd", "sample entry " + entry.type());
    };
  }

  private static SampleEntry avc(Box entry) throws MediaFormatException {
    Box avcC = withBoxesAfter(entry, VISUAL_OCTETS).require("avcC");
    AvcConfigurationRecord configuration = AvcConfigurationRecord.parse(avcC.body());
    return new SampleEntry(configuration.config(), configuration.nalLengthBytes());
  }

  private static SampleEntry aac(Box entry) throws MediaFormatException {
    ByteReader esds = withBoxesAfter(entry, AUDIO_OCTETS).require("esds").reader();
    esds.skip(4); // version, flags
    return new SampleEntry(AacConfig.parse(EsDescriptor.parse(esds.rest())), UNFRAMED);
  }

  private static Box withBoxesAfter(Box entry, int octets) throws MediaFormatException {
    ByteReader in = entry.reader();
    in.skip(octets);
    return new Box(entry.type(), in.rest());
  }

  /** The units of a sample, as {@link dev.weir.media.MediaSample} has them. */
  List<Bytes> units(Bytes sample) throws MediaFormatException {
    return nalLengthBytes == UNFRAMED
        ? List.of(sample)
        : NalUnits.splitLengthPrefixed(sample, nalLengthBytes);
  }
}
