package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.TrackKind;
import java.util.List;

/**
 * H.264: the parameter sets of a track. Immutable.
 *
 * @param spsUnits sequence parameter sets, NAL units without framing, at least one
 * @param ppsUnits picture parameter sets, NAL units without framing, at least one
 * @param sps the first sequence parameter set, parsed
 */
public record AvcConfig(List<Bytes> spsUnits, List<Bytes> ppsUnits, AvcSps sps)
    implements CodecConfig {
  /** What the counts of an avcC can carry, ISO/IEC 14496-15 §5.3.3.1. */
  private static final int MOST_SPS = 31;

  private static final int MOST_PPS = 255;
  private static final int NAL_LENGTH_BYTES = 4;

  public AvcConfig {
    spsUnits = List.copyOf(spsUnits);
    ppsUnits = List.copyOf(ppsUnits);
  }

  /** From NAL units without framing: 1 to 31 SPS and 1 to 255 PPS. */
  public static AvcConfig of(List<Bytes> spsUnits, List<Bytes> ppsUnits)
      throws MediaFormatException {
    requireCount("SPS", spsUnits.size(), MOST_SPS);
    requireCount("PPS", ppsUnits.size(), MOST_PPS);
    for (Bytes unit : spsUnits) {
      AvcLimits.requireParameterSet(unit, NalUnitType.SPS);
    }
    for (Bytes unit : ppsUnits) {
      AvcPps.parse(unit);
    }
    return new AvcConfig(spsUnits, ppsUnits, AvcSps.parse(spsUnits.getFirst()));
  }

  private static void requireCount(String what, int count, int most) throws MediaFormatException {
    if (count == 0) {
      throw new MediaFormatException(MALFORMED, what, "expected at least one, came none");
    }
    if (count > most) {
      throw new MediaFormatException(LIMIT, what, "more than " + most);
    }
  }

  /** From an avcC; {@link AvcConfigurationRecord} also tells how samples are framed. */
  public static AvcConfig parse(Bytes avcC) throws MediaFormatException {
    return AvcConfigurationRecord.parse(avcC).config();
  }

  /** The avcC of samples whose NAL units have lengths of 4 octets. */
  public Bytes toAvcC() {
    return new AvcConfigurationRecord(this, NAL_LENGTH_BYTES).toBytes();
  }

  @Override
  public TrackKind kind() {
    return TrackKind.VIDEO;
  }

  /** avc1.PPCCLL, RFC 6381 §3.3. */
  @Override
  public String codecString() {
    Bytes unit = spsUnits.getFirst();
    return "avc1.%02x%02x%02x".formatted(unit.at(1), unit.at(2), unit.at(3));
  }
}
