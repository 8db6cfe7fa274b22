package dev.weir.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryPausesTest {
  private static final RandomGenerator NEVER = () -> 0;
  private static final RandomGenerator ALWAYS = () -> -1;

  @Test
  void growFromSecondsToHoursAndEndAfterADay() {
    List<Long> minutes = moments(NEVER).stream().map(Duration::toMinutes).toList();

    assertThat(minutes)
        .containsExactly(0L, 0L, 1L, 6L, 26L, 86L, 206L, 446L, 686L, 926L, 1166L, 1406L, 1646L);
  }

  @Test
  void areLongerByUpToAQuarterByChance() {
    assertThat(new RetryPauses(NEVER).next(1, 0)).contains(5_000L);
    assertThat(new RetryPauses(ALWAYS).next(1, 0).orElseThrow()).isBetween(6_200L, 6_250L);
    assertThat(moments(ALWAYS).getLast()).isLessThan(Duration.ofHours(30));
  }

  /** When a receiver that takes nothing is asked, from what has happened on. */
  private static List<Duration> moments(RandomGenerator chance) {
    var pauses = new RetryPauses(chance);
    var moments = new ArrayList<>(List.of(Duration.ZERO));
    Optional<Long> pause = pauses.next(1, 0);
    while (pause.isPresent()) {
      moments.add(moments.getLast().plusMillis(pause.get()));
      pause = pauses.next(moments.size(), moments.getLast().toMillis());
    }
    return moments;
  }
}
