package dev.weir.gateway.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlownessTest {
  private final Slowness slowness = new Slowness(Duration.ofNanos(10));

  @Test
  void isNeverTooMuchWithoutASkip() {
    assertThat(slowness.isTooMuch(1000)).isFalse();
  }

  @Test
  void isTooMuchWhereThePlayerNeverCatchesUp() {
    slowness.caughtUp();
    slowness.skipped(100);

    assertThat(slowness.isTooMuch(109)).isFalse();
    assertThat(slowness.isTooMuch(110)).isTrue();
  }

  @Test
  void isOverOnceThePlayerHasKeptUp() {
    slowness.skipped(100);
    slowness.caughtUp();

    assertThat(slowness.isTooMuch(110)).isFalse();
    slowness.skipped(200);
    assertThat(slowness.isTooMuch(209)).isFalse();
  }

  @Test
  void isTooMuchWhereThePlayerSkipsAgainAndAgain() {
    slowness.skipped(100);
    slowness.caughtUp();
    slowness.skipped(108);
    slowness.caughtUp();

    assertThat(slowness.isTooMuch(110)).isTrue();
  }
}
