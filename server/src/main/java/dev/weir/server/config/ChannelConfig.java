package dev.weir.server.config;

import dev.weir.channel.ladder.LadderStart;
import java.util.List;
import java.util.Optional;

/**
 * Keys {@code channels.NAME.*}: one channel. Immutable.
 *
 * @param keys any of which allows to publish; without one, only this machine may
 * @param secondPublisher empty for what {@code live.second-publisher} says
 * @param dvr empty for what {@code dvr.window} says
 * @param ladder empty for what {@code ladder.sizes} says
 * @param ladderStart empty for what {@code ladder.start} says
 */
public record ChannelConfig(
    List<Secret> keys,
    Optional<SecondPublisher> secondPublisher,
    Optional<DvrWindow> dvr,
    Optional<LadderSizes> ladder,
    Optional<LadderStart> ladderStart) {
  static final ChannelConfig DEFAULTS =
      new ChannelConfig(
          List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public ChannelConfig {
    keys = List.copyOf(keys);
  }
}
