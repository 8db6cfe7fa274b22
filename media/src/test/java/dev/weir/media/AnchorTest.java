package dev.weir.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnchorTest {
  private static final long NEW_YEAR_2026_MILLIS = 1_767_225_600_000L;

  @Test
  void countsMediaTimeFrom1970() {
    var anchor = new Anchor(2_000_000_000L, NEW_YEAR_2026_MILLIS);

    assertThat(anchor.epochTicks(180_000, 90_000)).isEqualTo(NEW_YEAR_2026_MILLIS * 90);
    assertThat(anchor.epochTicks(270_000, 90_000)).isEqualTo((NEW_YEAR_2026_MILLIS + 1000) * 90);
  }

  @Test
  void movesAllSamplesOfATrackByTheSame() {
    var anchor = new Anchor(1, NEW_YEAR_2026_MILLIS);

    assertThat(anchor.epochTicks(1024, 44_100) - anchor.epochTicks(0, 44_100)).isEqualTo(1024);
    assertThat(anchor.offsetTicks(44_100)).isEqualTo(NEW_YEAR_2026_MILLIS * 441 / 10);
  }
}
