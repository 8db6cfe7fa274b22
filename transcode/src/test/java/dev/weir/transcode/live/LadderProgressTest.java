package dev.weir.transcode.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MediaSample;
import dev.weir.testkit.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderProgressTest {
  private static final int TIMESCALE = 1000;

  private final ManualClock clock = new ManualClock(0);
  private final LadderProgress progress = new LadderProgress(clock, TIMESCALE, 2);

  @Test
  void isNotSilentWhileNothingIsOwed() {
    clock.advance(Duration.ofMinutes(1));

    assertThat(progress.silenceNanos()).isZero();
  }

  @Test
  void isSilentFromTheFirstThatNothingHasComeOf() {
    progress.in(pictures(0, 500));
    clock.advance(Duration.ofSeconds(2));
    progress.in(pictures(500, 1000));
    clock.advance(Duration.ofSeconds(1));

    assertThat(progress.silenceNanos()).isEqualTo(Duration.ofSeconds(3).toNanos());
  }

  /** The decoder may hold some pictures back for ever: the source has stopped. */
  @Test
  void isNotSilentWhereTheSourceStopsAfterSomethingCame() {
    progress.in(pictures(0, 500));
    progress.out(0, 400);
    clock.advance(Duration.ofMinutes(1));

    assertThat(progress.silenceNanos()).isZero();
  }

  @Test
  void countsPicturesAndTellsHowFarEachRungIsBehind() {
    progress.in(pictures(1000, 2000));
    progress.out(0, 1000);
    progress.out(0, 1500);

    assertThat(progress.stats()).isEqualTo(new LadderStats(2, List.of(2L, 0L), List.of(500L, 0L)));
  }

  private static List<MediaSample> pictures(long... momentsTicks) {
    return Arrays.stream(momentsTicks)
        .mapToObj(ticks -> new MediaSample(1, ticks, 0, 1, true, List.of()))
        .toList();
  }
}
