package dev.weir.library;

import java.time.Duration;
import java.util.Optional;

/**
 * How a channel is run. What is empty is as the server does it for all channels. Immutable.
 *
 * @param dvr how far back viewers may go: zero to keep nothing, {@link #ALL} for as far as the disk
 *     reaches
 */
public record ChannelPolicies(
    Optional<SecondPublisher> secondPublisher,
    Optional<Duration> dvr,
    Optional<Ladder> ladder,
    Optional<LadderRuns> ladderRuns,
    Recording recording) {
  /** A hundred years: nothing is deleted for its age. */
  public static final Duration ALL = Duration.ofDays(36_500);

  public static final ChannelPolicies DEFAULT =
      new ChannelPolicies(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Recording.OFF);

  public ChannelPolicies {
    if (dvr.isPresent() && (dvr.get().isNegative() || dvr.get().compareTo(ALL) > 0)) {
      throw new IllegalArgumentException("a window is from none to all");
    }
  }
}
