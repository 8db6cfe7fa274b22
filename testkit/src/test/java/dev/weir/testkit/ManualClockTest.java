package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private final ManualClock clock = new ManualClock(1_000);

  @Test
  void standsStillUntilItIsMoved() {
    assertThat(clock.monotonicNanos()).isZero();
    assertThat(clock.wallMillis()).isEqualTo(1_000);
  }

  @Test
  void advancesBothClocks() {
    clock.advance(Duration.ofMillis(250));

    assertThat(clock.monotonicNanos()).isEqualTo(250_000_000);
    assertThat(clock.wallMillis()).isEqualTo(1_250);
  }

  @Test
  void setsTheWallClockAlone() {
    clock.adjustWall(Duration.ofMillis(-400));

    assertThat(clock.monotonicNanos()).isZero();
    assertThat(clock.wallMillis()).isEqualTo(600);
  }

  @Test
  void refusesToRunBackwards() {
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(-1)));
  }
}
