package dev.weir.gateway.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a receiver is tried again: ever longer, and never quite as long as
 * another, so that one that was down is not met by all at once. After a day it is over. Confined to
 * its caller.
 */
final class RetryPauses {
  static final Duration LONGEST = Duration.ofHours(24);

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(20),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4));

  /** A pause is longer by up to this part of it. */
  private static final double JITTER = 0.25;

  private final RandomGenerator chance;

  RetryPauses(RandomGenerator chance) {
    this.chance = chance;
  }

  /**
   * Milliseconds to wait; empty where it is given up.
   *
   * @param attempts that have failed, 1 at least
   * @param ageMillis how long ago it happened
   */
  Optional<Long> next(int attempts, long ageMillis) {
    if (ageMillis >= LONGEST.toMillis()) {
      return Optional.empty();
    }
    long millis = PAUSES.get(Math.min(attempts, PAUSES.size()) - 1).toMillis();
    return Optional.of(millis + (long) (millis * JITTER * chance.nextDouble()));
  }
}
