package dev.weir.access;

import java.util.Map;

/**
 * What an {@link Authoriser} has decided so far. Immutable.
 *
 * @param trackedAddresses with failures that are remembered
 */
public record AccessStats(long allowed, Map<Decision.Code, Long> denied, int trackedAddresses) {
  public AccessStats {
    denied = Map.copyOf(denied);
  }
}
