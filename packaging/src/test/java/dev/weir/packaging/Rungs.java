package dev.weir.packaging;

import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.AvcSps;
import dev.weir.media.codec.CodecConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws rungs of a live ladder beside the tracks of {@link Sketch}: the leader's picture, smaller.
 */
public final class Rungs {
  public static final String NAME = "video-360p";
  public static final long PLANNED_BPS = 700_000;

  private static final int ID = 3;
  private static final int SMALLER = 5;
  private static final CodecConfig AVC =
      new AvcConfig(
          List.of(Bytes.of(0x67, 0x64, 0x00, 0x1e)),
          List.of(Bytes.of(0x68)),
          new AvcSps(100, 0, 30, 640, 360, 30));

  private Rungs() {}

  /** One that has all that the leader has. */
  public static PeriodTrack of(PeriodTrack leader) {
    return new PeriodTrack(
            NAME,
            new Track(ID, leader.timescale(), AVC),
            Bytes.of(3),
            leader.frameRate(),
            leader.segments().stream().map(Rungs::smaller).toList())
        .withPlan(PLANNED_BPS);
  }

  private static Segment smaller(Segment segment) {
    return segment.with(segment.parts().stream().map(Rungs::smaller).toList());
  }

  private static Part smaller(Part part) {
    return new Part(
        part.extent().replaceFirst("video", NAME),
        part.offset() / SMALLER,
        part.lengthBytes() / SMALLER,
        part.startTicks(),
        part.durationTicks(),
        part.independent(),
        part.keyframeBytes() / SMALLER);
  }

  /** The same with holes instead of these segments, the last one included. */
  public static PeriodTrack without(PeriodTrack rung, long first, long last) {
    return rung.with(
        rung.segments().stream()
            .map(segment ->
                segment.sequence() >= first && segment.sequence() <= last
                    ? Sketch.gap(segment)
                    : segment)
            .toList());
  }

  /** The same as it was so many parts before. */
  public static PeriodTrack lagging(PeriodTrack rung, int parts) {
    List<Segment> segments = new ArrayList<>(rung.segments());
    int left = parts;
    while (left > 0 && !segments.isEmpty()) {
      Segment last = segments.removeLast();
      if (last.parts().size() > left) {
        segments.add(shorter(last, last.parts().size() - left));
      }
      left -= Math.min(left, Math.max(1, last.parts().size()));
    }
    return rung.with(segments);
  }

  private static Segment shorter(Segment segment, int parts) {
    List<Part> kept = segment.parts().subList(0, parts);
    return new Segment(
        segment.sequence(),
        segment.startTicks(),
        kept.getLast().endTicks() - segment.startTicks(),
        segment.wallMillis(),
        kept,
        false);
  }

  /** One whose encoder has not delivered anything. */
  public static PeriodTrack withoutHeader(PeriodTrack rung) {
    return new PeriodTrack(
        rung.name(),
        rung.track(),
        Bytes.EMPTY,
        rung.frameRate(),
        rung.segments(),
        rung.label(),
        rung.plannedBps());
  }

  /** The period of {@link Sketch} with a rung behind its leader. */
  public static Period with(Period period, PeriodTrack rung) {
    List<PeriodTrack> tracks = new ArrayList<>(period.tracks());
    tracks.add(1, rung);
    return period.with(tracks);
  }
}
