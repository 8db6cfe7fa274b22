package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 §8.3.3.1: the body of an {@code hvcC} box and of
 * an Enhanced RTMP sequence start. It is the configuration together with how a container frames its
 * samples. Immutable.
 *
 * @param nalLengthBytes octets of the length before each NAL unit: 1, 2 or 4
 */
public record HevcConfigurationRecord(HevcConfig config, int nalLengthBytes) {
  private static final int VERSION = 1;
  private static final int OCTETS_BEFORE_LENGTH_SIZE = 20;
  private static final int MOST_UNITS = 256;

  private static final int VPS_CODE = 32;
  private static final int SPS_CODE = 33;
  private static final int PPS_CODE = 34;
  private static final int ARRAY_IS_COMPLETE = 0x80;

  /**
   * Profile and level are taken from the SPS, not from the record's own copy of them; units of
   * other types, such as SEI, are left out.
   */
  public static HevcConfigurationRecord parse(Bytes hvcC) throws MediaFormatException {
    return parse(hvcC, Bytes.EMPTY);
  }

  /**
   * From one that may leave the parameter sets to samples, as hev1 does (§8.4.1).
   *
   * @param firstSample framed as the record says; may be empty
   */
  public static HevcConfigurationRecord parse(Bytes hvcC, Bytes firstSample)
      throws MediaFormatException {
    ByteReader in = hvcC.reader("hvcC");
    int version = in.u8();
    if (version != VERSION) {
      throw new MediaFormatException(UNSUPPORTED, "hvcC", "version " + version);
    }
    in.skip(OCTETS_BEFORE_LENGTH_SIZE);
    int nalLengthBytes = (in.u8() & 3) + 1;
    if (nalLengthBytes == 3) {
      throw new MediaFormatException(MALFORMED, "hvcC", "NAL unit lengths of 3 octets");
    }
    List<Bytes> units = readUnits(in);
    if (of(units, HevcNalUnitType.SPS).isEmpty()) {
      units = NalUnits.splitLengthPrefixed(firstSample, nalLengthBytes);
    }
    return new HevcConfigurationRecord(
        HevcConfig.of(
            of(units, HevcNalUnitType.VPS),
            of(units, HevcNalUnitType.SPS),
            of(units, HevcNalUnitType.PPS)),
        nalLengthBytes);
  }

  /** All arrays; what a unit is, its own header says. */
  private static List<Bytes> readUnits(ByteReader in) throws MediaFormatException {
    var units = new ArrayList<Bytes>();
    for (int arrays = in.u8(); arrays > 0; arrays--) {
      in.skip(1); // array_completeness, NAL_unit_type
      for (int count = in.u16(); count > 0; count--) {
        if (units.size() == MOST_UNITS) {
          throw new MediaFormatException(LIMIT, "hvcC", "more than " + MOST_UNITS + " NAL units");
        }
        units.add(in.bytes(in.u16()));
      }
    }
    return units;
  }

  private static List<Bytes> of(List<Bytes> units, HevcNalUnitType type) {
    return units.stream().filter(unit -> HevcNalUnitType.of(unit) == type).toList();
  }

  public Bytes toBytes() {
    HevcSps sps = config.sps();
    HevcProfile profile = sps.profile();
    var out = new ByteWriter();
    out.u8(VERSION);
    out.u8(profile.space() << 6 | (profile.highTier() ? 1 << 5 : 0) | profile.idc());
    out.u32(profile.compatibilityFlags());
    out.u16((int) (profile.constraintFlags() >> 32)).u32(profile.constraintFlags());
    out.u8(profile.levelIdc());
    out.u16(0xF000).u8(0xFC); // min_spatial_segmentation_idc, parallelismType: unsaid
    out.u8(0xFC | sps.pixelFormat().chromaFormatIdc());
    out.u8(0xF8 | sps.pixelFormat().lumaBits() - 8);
    out.u8(0xF8 | sps.pixelFormat().chromaBits() - 8);
    out.u16(0); // avgFrameRate: unsaid
    out.u8(sps.subLayers() << 3 | (sps.temporalNesting() ? 1 << 2 : 0) | nalLengthBytes - 1);
    out.u8(3); // numOfArrays
    writeArray(out, VPS_CODE, config.vpsUnits());
    writeArray(out, SPS_CODE, config.spsUnits());
    writeArray(out, PPS_CODE, config.ppsUnits());
    return out.toBytes();
  }

  /** Complete, as a sample entry hvc1 has it: none of these are in samples. */
  private static void writeArray(ByteWriter out, int unitCode, List<Bytes> units) {
    out.u8(ARRAY_IS_COMPLETE | unitCode).u16(units.size());
    for (Bytes unit : units) {
      out.u16(unit.length()).bytes(unit);
    }
  }
}
