package dev.weir.packaging;

import static dev.weir.packaging.Footage.VIDEO_TIMESCALE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
  private static final int FRAME_TICKS = 3000;

  @ParameterizedTest
  @CsvSource({
    // first segment, segment, max-segment, target duration
    "2000, 2000, 10000, 2",
    "2500, 2000, 10000, 3",
    "400, 2000, 10000, 1",
    "13000, 2000, 10000, 10",
    "2500, 2500, 2500, 3",
    "1400, 1400, 1400, 1",
  })
  void theTargetDurationIsTheFirstSegmentsInWholeSeconds(
      long firstMillis, long segmentMillis, long maxMillis, int targetSeconds) {
    Grid grid = measure(firstMillis, segmentMillis, maxMillis);

    assertThat(grid.targetDurationSeconds()).isEqualTo(targetSeconds);
  }

  private static Grid measure(long firstMillis, long segmentMillis, long maxMillis) {
    var config =
        new PackagingConfig(
            Duration.ofMillis(500),
            Duration.ofMillis(segmentMillis),
            Duration.ofMillis(maxMillis),
            Duration.ofSeconds(60));
    return Grid.measure(
        List.of(new Cadence(VIDEO_TIMESCALE, FRAME_TICKS)),
        firstMillis * VIDEO_TIMESCALE / 1000,
        config);
  }
}
