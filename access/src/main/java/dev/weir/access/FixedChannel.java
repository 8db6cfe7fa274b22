package dev.weir.access;

import dev.weir.library.ChannelPolicies;
import java.util.List;

/**
 * What the configuration file says of a channel. Immutable.
 *
 * @param keys any of which lets publish; without one, only this machine may
 */
public record FixedChannel(ChannelPolicies policies, List<Secret> keys) {
  public FixedChannel {
    keys = List.copyOf(keys);
  }
}
