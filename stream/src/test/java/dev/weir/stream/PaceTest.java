package dev.weir.stream;

import static dev.weir.stream.TestMedia.frame;
import static dev.weir.stream.TestMedia.keyframe;
import static dev.weir.stream.TestMedia.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.stream.PublishResult.Granted;
import java.time.Duration;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishers that keep real time, and others. */
class PaceTest {
  private static final long STEP_MILLIS = 40;

  private final ManualTime time = new ManualTime();
  private final StreamRegistry registry =
      new StreamRegistry(RegistryLimits.DEFAULT.withTimeline(TimelineFixture.LIMITS), time);
  private final PublisherLease lease = publish();
  private Duration heldBack = Duration.ZERO;

  private PublisherLease publish() {
    var granted =
        (Granted)
            registry.publish(
                new StreamName("name"),
                PublishPolicy.TAKE_OVER,
                new PublisherIdentity("session", "192.0.2.1", "credential"),
                _ -> {});
    granted.lease().track(TestMedia.VIDEO);
    granted.lease().track(TestMedia.AUDIO);
    return granted.lease();
  }

  /** Sends what lasts so long, each frame when {@code arrivalMillis} says, or when it may. */
  private void send(Duration media, DoubleUnaryOperator arrivalMillis) {
    long beganNanos = time.monotonicNanos();
    for (long millis = 0; millis < media.toMillis(); millis += STEP_MILLIS) {
      long dueNanos = beganNanos + (long) (arrivalMillis.applyAsDouble((double) millis) * 1e6);
      time.advance(Duration.ofNanos(Math.max(0, dueNanos - time.monotonicNanos())));
      lease.sample(millis % 2000 == 0 ? keyframe(millis) : frame(millis));
      lease.sample(sound(millis));
      var hold = Duration.ofNanos(lease.holdBack());
      heldBack = heldBack.plus(hold);
      time.advance(hold);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 0.9995, 1.01})
  void whoKeepsRealTimeNeverWaits(double stretch) {
    send(Duration.ofHours(10), millis -> millis * stretch);

    assertThat(heldBack).isZero();
  }

  @Test
  void whatPiledUpIsTakenAtOnce() {
    send(Duration.ofMinutes(2), millis -> Math.max(millis, 9_900));

    assertThat(heldBack).isZero();
  }

  @Test
  void whoCatchesUpAfterALongBreakOfTheLineNeverWaits() {
    send(
        Duration.ofMinutes(3),
        millis -> millis > 30_000 && millis < 90_000 ? 90_000 + millis / 1000 : millis);

    assertThat(heldBack).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9})
  void whoIsFasterIsHeldToRealTime(double stretch) {
    long beganNanos = time.monotonicNanos();

    send(Duration.ofMinutes(10), millis -> millis * stretch);

    var took = Duration.ofNanos(time.monotonicNanos() - beganNanos);
    assertThat(took).isBetween(Duration.ofSeconds(589), Duration.ofSeconds(591));
    assertThat(heldBackByHealth()).isCloseTo(heldBack, Duration.ofSeconds(2));
  }

  private Duration heldBackByHealth() {
    Series<StreamMeasure> measured = registry.health(new StreamName("name")).orElseThrow().stream();
    return Duration.ofMillis(measured.known(StreamMeasure.HELD_BACK_MILLIS).asLongStream().sum());
  }

  @Test
  void timestampsThatJumpCostAtMostASecond() {
    send(Duration.ofSeconds(30), millis -> millis);
    lease.sample(keyframe(3_600_000));
    lease.sample(sound(3_600_000));
    lease.sample(keyframe(0));
    lease.sample(sound(0));

    assertThat(lease.holdBack()).isZero();
  }

  @Test
  void tracksWithClocksOfTheirOwnAreNotTakenForJumps() {
    for (long millis = 0; millis < 60_000; millis += STEP_MILLIS) {
      lease.sample(millis % 2000 == 0 ? keyframe(millis) : frame(millis));
      lease.sample(sound(millis + 60_000));
      time.advance(Duration.ofMillis(STEP_MILLIS));
      assertThat(lease.holdBack()).isZero();
    }
  }

  @Test
  void theNextPublisherBeginsAnew() {
    send(Duration.ofSeconds(10), _ -> 0);

    PublisherLease next = publish();
    next.sample(keyframe(10_000));
    next.sample(frame(10_900));

    assertThat(next.holdBack()).isZero();
  }
}
