package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1: the body of an {@code avcC} box and of
 * an FLV sequence header. It is the configuration together with how a container frames its samples,
 * which is the container's business and no part of {@link AvcConfig}. Immutable.
 *
 * @param nalLengthBytes octets of the length before each NAL unit: 1, 2 or 4
 */
public record AvcConfigurationRecord(AvcConfig config, int nalLengthBytes) {
  private static final int VERSION = 1;
  private static final int MOST_SPS = 31;

  /** Profile and level are taken from the SPS, not from the record's own copy of them. */
  public static AvcConfigurationRecord parse(Bytes avcC) throws MediaFormatException {
    return parse(avcC, Bytes.EMPTY);
  }

  /**
   * From one that may leave the parameter sets to samples, as avc3 does (§5.4.2.1).
   *
   * @param firstSample framed as the record says; may be empty
   */
  public static AvcConfigurationRecord parse(Bytes avcC, Bytes firstSample)
      throws MediaFormatException {
    ByteReader in = avcC.reader("avcC");
    int version = in.u8();
    if (version != VERSION) {
      throw new MediaFormatException(UNSUPPORTED, "avcC", "version " + version);
    }
    in.skip(3); // AVCProfileIndication, profile_compatibility, AVCLevelIndication
    int nalLengthBytes = (in.u8() & 3) + 1;
    if (nalLengthBytes == 3) {
      throw new MediaFormatException(MALFORMED, "avcC", "NAL unit lengths of 3 octets");
    }
    List<Bytes> spsUnits = readUnits(in, in.u8() & MOST_SPS);
    List<Bytes> ppsUnits = readUnits(in, in.u8());
    if (spsUnits.isEmpty()) {
      List<Bytes> inBand = NalUnits.splitLengthPrefixed(firstSample, nalLengthBytes);
      spsUnits = of(inBand, NalUnitType.SPS);
      ppsUnits = of(inBand, NalUnitType.PPS);
    }
    return new AvcConfigurationRecord(AvcConfig.of(spsUnits, ppsUnits), nalLengthBytes);
  }

  private static List<Bytes> of(List<Bytes> units, NalUnitType type) {
    return units.stream().filter(unit -> NalUnitType.of(unit) == type).toList();
  }

  private static List<Bytes> readUnits(ByteReader in, int count) throws MediaFormatException {
    var units = new ArrayList<Bytes>();
    for (int i = 0; i < count; i++) {
      units.add(in.bytes(in.u16()));
    }
    return units;
  }

  public Bytes toBytes() {
    Bytes sps = config.spsUnits().getFirst();
    var out = new ByteWriter();
    out.u8(VERSION).u8(sps.at(1)).u8(sps.at(2)).u8(sps.at(3));
    out.u8(0xFC | nalLengthBytes - 1);
    out.u8(0xE0 | config.spsUnits().size());
    writeUnits(out, config.spsUnits());
    out.u8(config.ppsUnits().size());
    writeUnits(out, config.ppsUnits());
    if (hasFormatFields(config.sps().profileIdc())) {
      writeFormat(out, config.sps().pixelFormat());
    }
    return out.toBytes();
  }

  private static void writeUnits(ByteWriter out, List<Bytes> units) {
    for (Bytes unit : units) {
      out.u16(unit.length()).bytes(unit);
    }
  }

  private static boolean hasFormatFields(int profileIdc) {
    return AvcSpsParser.HIGH_PROFILES.contains(profileIdc);
  }

  private static void writeFormat(ByteWriter out, PixelFormat format) {
    out.u8(0xFC | format.chromaFormatIdc());
    out.u8(0xF8 | format.lumaBits() - 8);
    out.u8(0xF8 | format.chromaBits() - 8);
    out.u8(0); // numOfSequenceParameterSetExt
  }
}
