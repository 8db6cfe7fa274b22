package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredBitrateTest {
  private static final long START = Sketch.START_MILLIS;

  @Test
  void takesTheHeaviestSegmentForThePeak() {
    // One second at 1 Mb/s, two seconds at 4 Mb/s; the target is two seconds.
    MeasuredBitrate bitrate = measure(segment(0, 1, 125_000), segment(1, 2, 1_000_000));

    assertThat(bitrate).isEqualTo(new MeasuredBitrate(4_000_000, 3_000_000));
  }

  @Test
  void takesShortSegmentsTogetherUntilTheyLastHalfATarget() {
    // A tenth of a second with a keyframe alone weighs nothing by itself.
    Segment spike = new Segment(0, 0, 9_000, START, List.of(part(0, 9_000, 125_000)), true);
    Segment rest =
        new Segment(1, 9_000, 171_000, START, List.of(part(9_000, 171_000, 125_000)), true);

    assertThat(measure(spike, rest).peakBps()).isLessThan(1_100_000);
  }

  @Test
  void takesAllNeighboursTogetherThatLastAtMostOneAndAHalfTargets() {
    // Neighbours of 1.4 s hold one heavy segment, those of 2.2 s hold two.
    MeasuredBitrate bitrate =
        measure(
            segmentOfMillis(0, 800, 110_000),
            segmentOfMillis(1, 600, 0),
            segmentOfMillis(2, 800, 110_000),
            segmentOfMillis(3, 2_000, 0));

    assertThat(bitrate.peakBps()).isEqualTo(800_000);
  }

  @Test
  void isNothingBeforeTheFirstByte() {
    assertThat(measure()).isEqualTo(MeasuredBitrate.NONE);
  }

  @Test
  void isWhatWasPlannedBeforeTheFirstSegment() {
    Period period = Sketch.period(START, 0, 3, 1);
    PeriodTrack rung = Rungs.of(period.leader());
    var planned = new MeasuredBitrate(Rungs.PLANNED_BPS, Rungs.PLANNED_BPS);

    PeriodTrack silent = Rungs.without(rung, 0, 2);

    assertThat(of(Rungs.with(period, silent))).isEqualTo(planned);
    assertThat(of(Rungs.with(period, rung)).averageBps()).isEqualTo(400_000);
    Presentation presentation = Sketch.live(Rungs.with(period, silent));
    assertThat(MeasuredBitrate.of(presentation, silent)).isEqualTo(planned);
    assertThat(MeasuredBitrate.of(presentation, "other")).isEqualTo(MeasuredBitrate.NONE);
  }

  private static MeasuredBitrate of(Period period) {
    return MeasuredBitrate.of(Sketch.live(period), Rungs.NAME);
  }

  private static MeasuredBitrate measure(Segment... segments) {
    PeriodTrack track =
        Sketch.withSegments(Sketch.video(START, 0, 1, 0), new ArrayList<>(List.of(segments)));
    Period period = Sketch.with(Sketch.period(START, 0, 1, 0), 0, track);
    return MeasuredBitrate.of(Sketch.live(period), "video");
  }

  private static Segment segment(long sequence, int seconds, int bytes) {
    return segmentOfMillis(sequence, seconds * 1000, bytes);
  }

  private static Segment segmentOfMillis(long sequence, int millis, int bytes) {
    long ticks = millis * 90L;
    return new Segment(sequence, 0, ticks, START, List.of(part(0, ticks, bytes)), true);
  }

  private static Part part(long startTicks, long durationTicks, int bytes) {
    return new Part("video", 0, bytes, startTicks, durationTicks, true);
  }
}
