package dev.weir.container.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.media.MediaTime;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleGridTest {
  private static final int FRAME_TICKS = 1024;
  private static final double MOST_ERROR_MILLIS = 40;

  @Test
  void beginsAtTheFirstTimestamp() {
    var grid = new SampleGrid(48_000);

    assertThat(next(grid, 1_000)).isEqualTo(new SampleGrid.Slot(48_000, FRAME_TICKS));
  }

  @Test
  void changesNothingForRoundedMilliseconds() {
    var grid = new SampleGrid(44_100);

    for (int frame = 0; frame < 10_000; frame++) {
      long millis = frame * 1024L * 1000 / 44_100;

      assertThat(next(grid, millis))
          .isEqualTo(new SampleGrid.Slot((long) frame * FRAME_TICKS, FRAME_TICKS));
    }
  }

  @Test
  void beginsAnewBehindAHole() {
    var grid = new SampleGrid(48_000);
    next(grid, 0);

    assertThat(next(grid, 21 + 201)).isEqualTo(new SampleGrid.Slot(222 * 48, FRAME_TICKS));
  }

  @Test
  void beginsAnewWhereTimeJumpsBack() {
    var grid = new SampleGrid(48_000);
    next(grid, 60_000);

    assertThat(next(grid, 50_000)).isEqualTo(new SampleGrid.Slot(50_000 * 48, FRAME_TICKS));
  }

  @Test
  void goesOnCountingThroughAnErrorThatIsNoHole() {
    var grid = new SampleGrid(48_000);
    next(grid, 0);

    assertThat(next(grid, 21 + 199).dtsTicks()).isEqualTo(FRAME_TICKS);
  }

  @Test
  void leapsOverLostFramesAtOnce() {
    var grid = new SampleGrid(48_000);
    next(grid, 0);
    int lost = 5;

    SampleGrid.Slot slot = null;
    for (int frame = 1 + lost; frame <= lost + SampleGrid.HOLE_FRAMES; frame++) {
      slot = next(grid, frame * 1024L / 48);
    }

    long trueTicks = (long) (lost + SampleGrid.HOLE_FRAMES) * FRAME_TICKS;
    assertThat(slot.dtsTicks()).isCloseTo(trueTicks, within(48L));
    assertThat(slot.durationTicks()).isEqualTo(FRAME_TICKS);
  }

  @Test
  void aLateTimestampOrTwoAreNoHole() {
    var grid = new SampleGrid(48_000);
    next(grid, 0);
    long[] lateMillis = {0, 80, 80, 0, 80, 0, 80, 80, 0};

    for (int frame = 1; frame <= lateMillis.length; frame++) {
      SampleGrid.Slot slot = next(grid, frame * 1024L / 48 + lateMillis[frame - 1]);

      assertThat(slot.dtsTicks()).isEqualTo((long) frame * FRAME_TICKS);
    }
  }

  @Test
  void slewsAnOffsetAwayAndStops() {
    var grid = new SampleGrid(48_000);
    next(grid, 0);
    int longFrames = 0;
    SampleGrid.Slot slot = null;

    for (int frame = 1; frame < 10_000; frame++) {
      slot = next(grid, frame * 1024L / 48 + 38);
      longFrames += slot.durationTicks() - FRAME_TICKS;
    }

    assertThat(slot).extracting(SampleGrid.Slot::durationTicks).isEqualTo(FRAME_TICKS);
    assertThat(longFrames).isBetween(38 * 48 - 150, 38 * 48 + 150);
  }

  @ParameterizedTest
  @CsvSource({
    "24000, 0", "24000, 100", "24000, -100", "24000, 500", "24000, -500",
    "44100, 0", "44100, 100", "44100, -100", "44100, 500", "44100, -500",
    "48000, 0", "48000, 100", "48000, -100", "48000, 500", "48000, -500",
    "32000, 500", "29970, -500"
  })
  void followsADriftingClockForHours(int timescale, int driftPpm) {
    var random = new Random(timescale * 1000L + driftPpm);
    var run = new Run(timescale, driftPpm, 20, random);

    run.frames(4L * 3600 * timescale / FRAME_TICKS);

    assertThat(run.mostErrorMillis).isLessThan(MOST_ERROR_MILLIS);
    assertThat(run.jumps).isZero();
  }

  @Property(tries = 200)
  void staysNearTheSendersClock(
      @ForAll @IntRange(min = 8_000, max = 96_000) int timescale,
      @ForAll @IntRange(min = -500, max = 500) int driftPpm,
      @ForAll @IntRange(max = 20) int jitterMillis,
      @ForAll long seed) {
    var run = new Run(timescale, driftPpm, jitterMillis, new Random(seed));

    run.frames(20_000);

    assertThat(run.mostErrorMillis).isLessThan(MOST_ERROR_MILLIS);
    assertThat(run.jumps).isZero();
  }

  @Property(tries = 200)
  void leavesNeitherGapNorOverlapBetweenJumps(
      @ForAll @IntRange(min = 8_000, max = 96_000) int timescale, @ForAll long seed) {
    var random = new Random(seed);
    var grid = new SampleGrid(timescale);
    SampleGrid.Slot last = next(grid, 0);
    long millis = 0;

    int late = 0;
    for (int i = 0; i < 2_000; i++) {
      millis += random.nextInt(60);
      long expectedTicks = last.dtsTicks() + last.durationTicks();
      long errorTicks = ticks(millis, timescale) - expectedTicks;
      SampleGrid.Slot slot = next(grid, millis);
      late = errorTicks > ticks(SampleGrid.HOLE_MILLIS, timescale) ? late + 1 : 0;
      boolean isJump = Math.abs(errorTicks) > ticks(SampleGrid.JUMP_MILLIS, timescale);

      if (isJump) {
        assertThat(slot.dtsTicks()).isEqualTo(expectedTicks + errorTicks);
      } else if (late == SampleGrid.HOLE_FRAMES) {
        assertThat(slot.dtsTicks()).isBetween(expectedTicks + 1, expectedTicks + errorTicks);
      } else {
        assertThat(slot.dtsTicks()).isEqualTo(expectedTicks);
      }
      late = isJump || late == SampleGrid.HOLE_FRAMES ? 0 : late;
      assertThat(slot.durationTicks()).isBetween(FRAME_TICKS - 1, FRAME_TICKS + 1);
      last = slot;
    }
  }

  @Property(tries = 100)
  void isAFunctionOfTheTimestamps(
      @ForAll @LongRange(min = 0, max = 1L << 40) long startMillis, @ForAll long seed) {
    var one = new SampleGrid(44_100);
    var other = new SampleGrid(44_100);
    var random = new Random(seed);
    long millis = startMillis;

    for (int i = 0; i < 500; i++) {
      millis += random.nextInt(50);

      assertThat(next(one, millis)).isEqualTo(next(other, millis));
    }
  }

  private static long ticks(long millis, int timescale) {
    return MediaTime.convert(millis, MediaTime.MILLIS_PER_SECOND, timescale);
  }

  private static SampleGrid.Slot next(SampleGrid grid, long timestampMillis) {
    return grid.next(TimeUnit.MILLISECONDS.toNanos(timestampMillis), FRAME_TICKS);
  }

  /** A sender whose clock drifts against the sampling rate, and whose stamps jitter. */
  private static final class Run {
    private final int timescale;
    private final double trueFrameMillis;
    private final int jitterMillis;
    private final Random random;
    private final SampleGrid grid;

    double mostErrorMillis;
    int jumps;

    Run(int timescale, int driftPpm, int jitterMillis, Random random) {
      this.timescale = timescale;
      this.jitterMillis = jitterMillis;
      this.random = random;
      trueFrameMillis = 1000.0 * FRAME_TICKS / timescale * (1 + driftPpm / 1e6);
      grid = new SampleGrid(timescale);
    }

    void frames(long count) {
      long expectedTicks = -1;
      for (long frame = 0; frame < count; frame++) {
        double trueMillis = 1000 + frame * trueFrameMillis;
        int jitter = random.nextInt(2 * jitterMillis + 1) - jitterMillis;
        SampleGrid.Slot slot = next(grid, Math.round(trueMillis) + jitter);
        jumps += expectedTicks >= 0 && slot.dtsTicks() != expectedTicks ? 1 : 0;
        expectedTicks = slot.dtsTicks() + slot.durationTicks();
        double errorMillis = trueMillis - 1000.0 * slot.dtsTicks() / timescale;
        mostErrorMillis = Math.max(mostErrorMillis, Math.abs(errorMillis));
      }
    }
  }
}
