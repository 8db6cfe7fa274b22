package dev.weir.media.codec;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;

/**
 * H.265: the parameter sets of a track. Immutable.
 *
 * @param vpsUnits video parameter sets, NAL units without framing, at least one
 * @param spsUnits sequence parameter sets, likewise
 * @param ppsUnits picture parameter sets, likewise
 * @param sps the first sequence parameter set, parsed
 */
public record HevcConfig(
    List<Bytes> vpsUnits, List<Bytes> spsUnits, List<Bytes> ppsUnits, HevcSps sps)
    implements NalUnitConfig {
  /** As many as there are identifiers, ITU-T H.265 §7.4.3. */
  private static final int MOST_VPS = 16;

  private static final int MOST_SPS = 16;
  private static final int MOST_PPS = 64;

  public HevcConfig {
    vpsUnits = List.copyOf(vpsUnits);
    spsUnits = List.copyOf(spsUnits);
    ppsUnits = List.copyOf(ppsUnits);
  }

  /** From NAL units without framing: 1 to 16 VPS, 1 to 16 SPS and 1 to 64 PPS. */
  public static HevcConfig of(List<Bytes> vpsUnits, List<Bytes> spsUnits, List<Bytes> ppsUnits)
      throws MediaFormatException {
    require(HevcNalUnitType.VPS, vpsUnits, MOST_VPS);
    require(HevcNalUnitType.SPS, spsUnits, MOST_SPS);
    require(HevcNalUnitType.PPS, ppsUnits, MOST_PPS);
    return new HevcConfig(vpsUnits, spsUnits, ppsUnits, HevcSps.parse(spsUnits.getFirst()));
  }

  private static void require(HevcNalUnitType type, List<Bytes> units, int most)
      throws MediaFormatException {
    VideoLimits.requireCount(type.name(), units.size(), most);
    for (Bytes unit : units) {
      VideoLimits.requireParameterSet(unit, type);
    }
  }

  /** From an hvcC; {@link HevcConfigurationRecord} also tells how samples are framed. */
  public static HevcConfig parse(Bytes hvcC) throws MediaFormatException {
    return HevcConfigurationRecord.parse(hvcC).config();
  }

  /** The hvcC of samples whose NAL units have lengths of 4 octets. */
  public Bytes toHvcC() {
    return new HevcConfigurationRecord(this, NAL_LENGTH_BYTES).toBytes();
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

  /** hvc1.…, ISO/IEC 14496-15 §E.3: parameter sets are in the configuration alone. */
  @Override
  public String codecString() {
    return "hvc1" + sps.profile().codecSuffix();
  }

  /**
   * At an IDR, a BLA or a CRA picture, which ISO/IEC 14496-15 §8.3.4.3 has as sync samples. After a
   * CRA picture there may be {@link HevcNalUnitType#RASL} pictures, which are shown before it: a
   * decoder that starts there passes over them, and whoever starts a timeline there leaves them
   * out.
   */
  @Override
  public boolean isKeyframe(List<Bytes> units) {
    return units.stream().anyMatch(unit -> HevcNalUnitType.of(unit) == HevcNalUnitType.IRAP);
  }

  @Override
  public ScanType scanType(List<Bytes> units) {
    return sps.fields().scanType(sps.profile(), units);
  }

  @Override
  public HevcConfig configuredBy(List<Bytes> keyframe) throws MediaFormatException {
    List<Bytes> newVps = NalUnits.replaced(vpsUnits, of(keyframe, HevcNalUnitType.VPS));
    List<Bytes> newSps = NalUnits.replaced(spsUnits, of(keyframe, HevcNalUnitType.SPS));
    List<Bytes> newPps = NalUnits.replaced(ppsUnits, of(keyframe, HevcNalUnitType.PPS));
    boolean isSame = newVps.equals(vpsUnits) && newSps.equals(spsUnits) && newPps.equals(ppsUnits);
    return isSame ? this : of(newVps, newSps, newPps);
  }

  private static List<Bytes> of(List<Bytes> units, HevcNalUnitType type) {
    return units.stream().filter(unit -> HevcNalUnitType.of(unit) == type).toList();
  }

  @Override
  public List<Bytes> sampleUnits(List<Bytes> accessUnit) {
    return accessUnit.stream().anyMatch(unit -> HevcNalUnitType.of(unit).isPicture())
        ? accessUnit.stream().filter(this::belongsIntoSample).toList()
        : List.of();
  }

  private boolean belongsIntoSample(Bytes unit) {
    return switch (HevcNalUnitType.of(unit)) {
      case FILLER -> false;
      case VPS -> !vpsUnits.contains(unit);
      case SPS -> !spsUnits.contains(unit);
      case PPS -> !ppsUnits.contains(unit);
      default -> true;
    };
  }
}
