package dev.weir.server.config;

import dev.weir.library.Ladder;
import dev.weir.library.LadderRuns;
import dev.weir.library.SecondPublisher;
import java.util.List;
import java.util.Optional;

/**
 * Keys {@code channels.NAME.*}: one channel. Immutable.
 *
 * @param keys any of which allows to publish; without one, only this machine may
 * @param secondPublisher empty for what {@code live.second-publisher} says
 * @param dvr empty for what {@code dvr.window} says
 * @param ladder empty for what {@code ladder.sizes} says
 * @param ladderRuns empty for what {@code ladder.runs} says
 */
public record ChannelConfig(
    List<Secret> keys,
    Optional<SecondPublisher> secondPublisher,
    Optional<DvrWindow> dvr,
    Optional<Ladder> ladder,
    Optional<LadderRuns> ladderRuns) {
  static final ChannelConfig DEFAULTS =
      new ChannelConfig(
          List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public ChannelConfig {
    keys = List.copyOf(keys);
  }
}
