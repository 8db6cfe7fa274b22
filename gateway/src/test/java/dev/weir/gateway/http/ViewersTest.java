package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.stream.StreamName;
import dev.weir.testkit.ManualClock;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ViewersTest {
  private static final StreamName ONE = new StreamName("one");
  private static final StreamName OTHER = new StreamName("other");

  private static final InetAddress A = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress B = InetAddress.ofLiteral("192.0.2.2");

  private final ManualClock clock = new ManualClock(1_763_676_000_000L);
  private final Viewers viewers = new Viewers(clock);

  @Test
  void countsWhoeverCameLatelyOnceForEachStream() {
    viewers.saw(ONE, A, 1);
    viewers.saw(ONE, A, 1);
    viewers.saw(ONE, A, 2);
    viewers.saw(OTHER, A, 1);

    assertThat(viewers.of(ONE)).isEqualTo(2);
    assertThat(viewers.of(OTHER)).isEqualTo(1);
    assertThat(viewers.of(new StreamName("none"))).isZero();
  }

  @Test
  void forgetsWhoeverHasGone() {
    viewers.saw(ONE, A, 1);
    clock.advance(Duration.ofSeconds(10));
    viewers.saw(ONE, B, 1);

    clock.advance(Duration.ofSeconds(6));

    assertThat(viewers.of(ONE)).isEqualTo(1);
  }

  @Test
  void countsAnewAfterASecond() {
    assertThat(viewers.of(ONE)).isZero();
    viewers.saw(ONE, A, 1);
    assertThat(viewers.of(ONE)).as("within the second").isZero();

    clock.advance(Duration.ofSeconds(1));

    assertThat(viewers.of(ONE)).isEqualTo(1);
  }

  @Test
  void makesRoomForNewViewersWhereTheOldHaveGone() {
    for (int i = 0; i < Viewers.MAX_REMEMBERED; i++) {
      viewers.saw(ONE, A, i);
    }
    viewers.saw(OTHER, B, 1);
    assertThat(viewers.notCounted()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(16));
    viewers.saw(OTHER, B, 1);
    clock.advance(Duration.ofSeconds(1));

    assertThat(viewers.of(OTHER)).isEqualTo(1);
    assertThat(viewers.of(ONE)).isZero();
    assertThat(viewers.notCounted()).isEqualTo(1);
  }
}
