package dev.weir.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopsTest {
  @Test
  void runsARepeatedTaskAgainThoughItThrows() throws Exception {
    try (var loops = Loops.start(1)) {
      var runs = new CountDownLatch(3);

      Timer repeated =
          loops.repeat(
              Duration.ofMillis(1),
              () -> {
                runs.countDown();
                throw new IllegalStateException("a fault on purpose");
              });

      assertThat(runs.await(60, TimeUnit.SECONDS)).isTrue();
      repeated.cancel();
    }
  }
}
