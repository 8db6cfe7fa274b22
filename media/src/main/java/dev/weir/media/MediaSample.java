package dev.weir.media;

import java.util.List;

/**
 * One access unit of video or one frame of audio. Immutable.
 *
 * @param trackId the {@link Track#id} it belongs to
 * @param dtsTicks decoding time in the track's ticks
 * @param compositionTicks presentation time minus decoding time
 * @param durationTicks how long it lasts, or {@link #UNKNOWN_DURATION} until the next arrives
 * @param keyframe decoding may start here
 * @param units the payload without the framing of its container: NAL units for H.264 and H.265,
 *     whole OBUs for AV1, else one frame
 */
public record MediaSample(
    int trackId,
    long dtsTicks,
    int compositionTicks,
    int durationTicks,
    boolean keyframe,
    List<Bytes> units) {

  public static final int UNKNOWN_DURATION = 0;

  public MediaSample {
    units = List.copyOf(units);
  }

  public long ptsTicks() {
    return dtsTicks + compositionTicks;
  }

  public int payloadBytes() {
    int total = 0;
    for (Bytes unit : units) {
      total += unit.length();
    }
    return total;
  }

  /** The same sample at another decoding time. */
  public MediaSample withDtsTicks(long newDtsTicks) {
    return new MediaSample(trackId, newDtsTicks, compositionTicks, durationTicks, keyframe, units);
  }

  public MediaSample withDurationTicks(int newDurationTicks) {
    return new MediaSample(trackId, dtsTicks, compositionTicks, newDurationTicks, keyframe, units);
  }
}
