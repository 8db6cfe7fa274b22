package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
  void aResetForgetsEverything() {
    var filter = new DriftFilter();
    for (long i = 0; i < 60_000; i++) {
      filter.add(i * (FRAME_NANOS + 10_000), i * FRAME_NANOS);
    }

    filter.reset(0);

    assertThat(filter.takeCorrectionMillis(TOLERANCE_NANOS)).isZero();
  }
}
