package dev.weir.media.codec;

import dev.weir.media.Bytes;
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
  public AvcConfig {
    spsUnits = List.copyOf(spsUnits);
    ppsUnits = List.copyOf(ppsUnits);
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
