package dev.weir.packaging;

import dev.weir.media.Bytes;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import java.util.List;
import java.util.Optional;

/**
 * What one track contributes to a period. Immutable.
 *
 * <p>Sequence numbers agree: what the tracks of a period have under one number is the same stretch
 * of time. A track that is made from the leader, a rung of the live ladder, may have fewer of them
 * than the others: its list may begin later, where it was not made yet, and end earlier, since it
 * comes after what it is made from. In between, what it lacks is gaps, {@link Segment#isGap()}. The
 * leader has each number that another track has.
 *
 * @param name the rendition it belongs to, one path segment such as {@code video}
 * @param header the CMAF header: {@code ftyp} and {@code moov}; empty as long as it is not known,
 *     and then nothing of the track can be played
 * @param frameRate frames in a second as measured in the first segment; 0 for audio
 * @param segments in order and without holes in their sequence numbers; only the last may be open
 * @param plannedBps the bit rate that its encoder was asked for, told as long as none of its
 *     segments is measured; {@link #UNPLANNED} where nobody asked for one
 */
public record PeriodTrack(
    String name,
    Track track,
    Bytes header,
    double frameRate,
    List<Segment> segments,
    TrackLabel label,
    long plannedBps) {
  public static final long UNPLANNED = 0;

  private static final int MICROS_PER_SECOND = 1_000_000;

  public PeriodTrack {
    segments = List.copyOf(segments);
  }

  /** One of which viewers are told no more than its name. */
  public PeriodTrack(
      String name, Track track, Bytes header, double frameRate, List<Segment> segments) {
    this(name, track, header, frameRate, segments, TrackLabel.NONE);
  }

  /** One whose bit rate nobody has planned. */
  public PeriodTrack(
      String name,
      Track track,
      Bytes header,
      double frameRate,
      List<Segment> segments,
      TrackLabel label) {
    this(name, track, header, frameRate, segments, label, UNPLANNED);
  }

  public int timescale() {
    return track.timescale();
  }

  /**
   * How long one of its segments lasts, as the difference of rounded moments: such durations add up
   * to the true length however many follow.
   */
  public long durationMicros(Segment segment) {
    return micros(segment.endTicks()) - micros(segment.startTicks());
  }

  public long durationMicros(Part part) {
    return micros(part.endTicks()) - micros(part.startTicks());
  }

  private long micros(long ticks) {
    return MediaTime.convert(ticks, timescale(), MICROS_PER_SECOND);
  }

  public PeriodTrack with(double newFrameRate) {
    return new PeriodTrack(name, track, header, newFrameRate, segments, label, plannedBps);
  }

  public PeriodTrack with(TrackLabel newLabel) {
    return new PeriodTrack(name, track, header, frameRate, segments, newLabel, plannedBps);
  }

  public PeriodTrack with(List<Segment> newSegments) {
    return new PeriodTrack(name, track, header, frameRate, newSegments, label, plannedBps);
  }

  public PeriodTrack withPlan(long newPlannedBps) {
    return new PeriodTrack(name, track, header, frameRate, segments, label, newPlannedBps);
  }

  /** A decoder can be set up for it: its header is known. */
  public boolean isPlayable() {
    return !header.isEmpty();
  }

  /**
   * The segment of that name, of a track whose segments follow one another in time, as those of a
   * film do.
   */
  public Optional<Segment> segmentAt(long startTicks) {
    int low = 0;
    int high = segments.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = segments.get(middle).startTicks();
      if (found == startTicks) {
        return Optional.of(segments.get(middle));
      }
      if (found < startTicks) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** This track without the segments before that sequence number. */
  public PeriodTrack from(long sequence) {
    List<Segment> kept =
        segments.stream().filter(segment -> segment.sequence() >= sequence).toList();
    return with(kept);
  }

  /** This track without the segments after that sequence number. */
  public PeriodTrack until(long sequence) {
    List<Segment> kept =
        segments.stream().filter(segment -> segment.sequence() <= sequence).toList();
    return with(kept);
  }
}
