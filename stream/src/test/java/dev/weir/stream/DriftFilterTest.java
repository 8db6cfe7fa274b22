package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftFilterTest {
  private static final long FRAME_NANOS = 20_000_000;
  private static final long TOLERANCE_NANOS = 40_000_000;

  @Test
  void oneSampleInTimePerWindowIsEnough() {
    var filter = new DriftFilter();

    for (long i = 0; i < 60_000; i++) {
      boolean late = i > 6000 && i % 100 != 50;
      filter.add(i * FRAME_NANOS + (late ? 2_000_000_000L : 0), i * FRAME_NANOS);
    }

    assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isZero();
  }

  @Test
  void aLastingStepIsFollowedNoFasterThanClocksDrift() {
    var filter = new DriftFilter();

    for (long i = 0; i < 6000 + 6000; i++) {
      filter.add(i * FRAME_NANOS + (i > 6000 ? 2_000_000_000L : 0), i * FRAME_NANOS);
    }

    assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isBetween(41L, 60L);
    assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isZero();
  }

  @Test
  void anEncoderThatIsStillCatchingUpHasItsAnchorCorrectedAtOnce() {
    var filter = new DriftFilter();
    long lateNanos = 400_000_000;
    filter.reset(lateNanos);

    for (long i = 0; i <= 280; i++) {
      long catchingUpNanos = Math.max(0, lateNanos - i * 4_000_000);
      filter.add(i * FRAME_NANOS + catchingUpNanos, i * FRAME_NANOS);
    }

    assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isEqualTo(-400);
    assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isZero();
  }

  @Test
  void aCongestionThatEndsAfterMinutesIsFollowedBackAtOnce() {
    var filter = new DriftFilter();
    long lateNanos = 500_000_000;
    filter.reset(lateNanos);

    for (long i = 0; i <= 20_000; i++) {
      filter.add(i * FRAME_NANOS + (i < 10_000 ? lateNanos : 0), i * FRAME_NANOS);
      if (i == 9_999) {
        assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isZero();
      }
      if (i == 10_600) {
        assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isEqualTo(-500);
      }
    }

    assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isZero();
  }

  @Test
  void anEncoderThatIsSlowerAfterItsFirstSecondsHasNoDrift() {
    var filter = new DriftFilter();

    for (long i = 0; i < 60_000; i++) {
      filter.add(i * FRAME_NANOS + (i < 250 ? 0 : 150_000_000), i * FRAME_NANOS);
    }

    assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isZero();
  }

  @Test
  void aCrowdedFirstMinuteIsNoMeasureForTheHourAfter() {
    var filter = new DriftFilter();

    for (long i = 0; i < 60_000; i++) {
      filter.add(i * FRAME_NANOS + (i > 100 && i < 4000 ? 300_000_000 : 0), i * FRAME_NANOS);
    }

    assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {100, -100})
  void aClockThatIsMillionthsOffIsFollowed(long millionths) {
    var filter = new DriftFilter();
    long correctedMillis = 0;

    for (long i = 0; i < 180_000; i++) {
      filter.add(i * (FRAME_NANOS + millionths * FRAME_NANOS / 1_000_000), i * FRAME_NANOS);
      correctedMillis += filter.takeCorrectionMillis(TOLERANCE_NANOS);
    }

    long driftedMillis = 180_000 * FRAME_NANOS / 1_000_000 * millionths / 1_000_000;
    assertThat(correctedMillis).isCloseTo(driftedMillis, within(50L));
  }

  @Test
  void aResetForgetsEverything() {
    var filter = new DriftFilter();
    for (long i = 0; i < 60_000; i++) {
      filter.add(i * (FRAME_NANOS + 10_000), i * FRAME_NANOS);
    }

    filter.reset(0);

    assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isZero();
  }
}
