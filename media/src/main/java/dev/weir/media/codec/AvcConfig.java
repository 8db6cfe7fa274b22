package dev.weir.media.codec;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;

/**
 * H.264: the parameter sets of a track. Immutable.
 *
 * @param spsUnits sequence parameter sets, NAL units without framing, at least one
 * @param ppsUnits picture parameter sets, NAL units without framing, at least one
 * @param sps the first sequence parameter set, parsed
 */
public record AvcConfig(List<Bytes> spsUnits, List<Bytes> ppsUnits, AvcSps sps)
    implements NalUnitConfig {
  /** What the counts of an avcC can carry, ISO/IEC 14496-15 §5.3.3.1. */
  private static final int MOST_SPS = 31;

  private static final int MOST_PPS = 255;

  public AvcConfig {
    spsUnits = List.copyOf(spsUnits);
    ppsUnits = List.copyOf(ppsUnits);
  }

  /** From NAL units without framing: 1 to 31 SPS and 1 to 255 PPS. */
  public static AvcConfig of(List<Bytes> spsUnits, List<Bytes> ppsUnits)
      throws MediaFormatException {
    VideoLimits.requireCount("SPS", spsUnits.size(), MOST_SPS);
    VideoLimits.requireCount("PPS", ppsUnits.size(), MOST_PPS);
    for (Bytes unit : spsUnits) {
      VideoLimits.requireParameterSet(unit, NalUnitType.SPS);
    }
    for (Bytes unit : ppsUnits) {
      AvcPps.parse(unit);
    }
    return new AvcConfig(spsUnits, ppsUnits, AvcSps.parse(spsUnits.getFirst()));
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
  public int width() {
    return sps.width();
  }

  @Override
  public int height() {
    return sps.height();
  }

  @Override
  public PixelAspect pixelAspect() {
    return sps.pixelAspect();
  }

  @Override
  public Optional<VideoColour> colour() {
    return sps.colour();
  }

  @Override
  public double frameRate() {
    return sps.frameRate();
  }

  /** At an IDR picture, ISO/IEC 14496-10 §7.4.1.2.4. */
  @Override
  public boolean isKeyframe(List<Bytes> units) {
    return units.stream().anyMatch(unit -> NalUnitType.of(unit) == NalUnitType.IDR_SLICE);
  }

  @Override
  public ScanType scanType(List<Bytes> units) {
    return sps.fields().scanType(units);
  }

  @Override
  public AvcConfig configuredBy(List<Bytes> keyframe) throws MediaFormatException {
    List<Bytes> newSps = NalUnits.replaced(spsUnits, of(keyframe, NalUnitType.SPS));
    List<Bytes> newPps = NalUnits.replaced(ppsUnits, of(keyframe, NalUnitType.PPS));
    boolean isSame = newSps.equals(spsUnits) && newPps.equals(ppsUnits);
    return isSame ? this : of(newSps, newPps);
  }

  private static List<Bytes> of(List<Bytes> units, NalUnitType type) {
    return units.stream().filter(unit -> NalUnitType.of(unit) == type).toList();
  }

  @Override
  public List<Bytes> sampleUnits(List<Bytes> accessUnit) {
    return accessUnit.stream().anyMatch(unit -> NalUnitType.of(unit).isPicture())
        ? accessUnit.stream().filter(this::belongsIntoSample).toList()
        : List.of();
  }

  private boolean belongsIntoSample(Bytes unit) {
    return switch (NalUnitType.of(unit)) {
      case FILLER -> false;
      case SPS -> !spsUnits.contains(unit);
      case PPS -> !ppsUnits.contains(unit);
      default -> true;
    };
  }

  /** avc1.PPCCLL, RFC 6381 §3.3. */
  @Override
  public String codecString() {
    Bytes unit = spsUnits.getFirst();
    return "avc1.%02x%02x%02x".formatted(unit.at(1), unit.at(2), unit.at(3));
  }
}
