package dev.weir.server;

import dev.weir.access.ChannelDirectory;
import dev.weir.access.FixedChannel;
import dev.weir.access.Secret;
import dev.weir.library.ChannelPolicies;
import dev.weir.library.Recording;
import dev.weir.media.Clock;
import dev.weir.server.config.ChannelConfig;
import dev.weir.server.config.DvrWindow;
import dev.weir.server.config.WeirConfig;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Collectors;

/** The channels of the configuration file, as all others are known. Stateless. */
final class FixedChannels {
  private FixedChannels() {}

  /** A directory with those alone. */
  static ChannelDirectory directory(WeirConfig config, Clock clock) {
    Map<String, FixedChannel> fixed =
        config.channels().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, named -> fixed(named.getValue())));
    return new ChannelDirectory(fixed, new SecureRandom(), clock);
  }

  private static FixedChannel fixed(ChannelConfig config) {
    var policies =
        new ChannelPolicies(
            config.secondPublisher(),
            config.dvr().map(DvrWindow::duration),
            config.ladder(),
            config.ladderRuns(),
            Recording.OFF);
    return new FixedChannel(
        policies, config.keys().stream().map(key -> Secret.of(key.text())).toList());
  }
}
