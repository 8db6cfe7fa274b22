package dev.weir.access;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who may publish where. Immutable.
 *
 * @param keys the secrets of each channel that has any; no secret opens two channels
 * @param proxy whether a proxy stands before us, so that loopback may be anybody
 * @param maxFailuresPerSecond wrong secrets that one address may try
 * @param maxTrackedAddresses whose failures are remembered at a time
 */
public record AccessConfig(
    Map<String, List<Secret>> keys,
    Proxy proxy,
    int maxFailuresPerSecond,
    int maxTrackedAddresses) {

  /** Whether requests may come through a proxy. */
  public enum Proxy {
    NONE,
    CONFIGURED
  }

  public static final AccessConfig DEFAULT = new AccessConfig(Map.of(), Proxy.NONE, 5, 10_000);

  public AccessConfig {
    keys =
        keys.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    keys.keySet().forEach(AccessConfig::requireName);
    requireDistinct(keys);
    if (maxFailuresPerSecond < 1 || maxTrackedAddresses < 1) {
      throw new IllegalArgumentException("limits of failures must be positive");
    }
  }

  private static void requireName(String channel) {
    if (!ChannelNames.isValid(channel)) {
      throw new IllegalArgumentException("not a channel's name: " + channel);
    }
  }

  private static void requireDistinct(Map<String, List<Secret>> keys) {
    List<Secret> all = keys.values().stream().flatMap(List::stream).toList();
    if (new HashSet<>(all).size() < all.size()) {
      throw new IllegalArgumentException("one key opens two channels, or the same twice");
    }
  }

  public AccessConfig withKeys(Map<String, List<Secret>> newKeys) {
    return new AccessConfig(newKeys, proxy, maxFailuresPerSecond, maxTrackedAddresses);
  }

  public AccessConfig withProxy(Proxy newProxy) {
    return new AccessConfig(keys, newProxy, maxFailuresPerSecond, maxTrackedAddresses);
  }
}
