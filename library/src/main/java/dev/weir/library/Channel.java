package dev.weir.library;

import java.util.Optional;

/**
 * A place to publish to. Immutable.
 *
 * @param name one path segment of letters, digits, {@code _} and {@code -}, at most 64, not
 *     beginning with {@code wk_}
 * @param title what viewers read; empty where that is the name
 * @param createdMillis since 1970, in UTC
 * @param changedMillis since 1970, in UTC
 */
public record Channel(
    String name,
    Optional<String> title,
    ChannelPolicies policies,
    long createdMillis,
    long changedMillis) {
  public Channel withTitle(Optional<String> newTitle) {
    return new Channel(name, newTitle, policies, createdMillis, changedMillis);
  }

  public Channel withPolicies(ChannelPolicies newPolicies) {
    return new Channel(name, title, newPolicies, createdMillis, changedMillis);
  }

  Channel changedAt(long nowMillis) {
    return new Channel(name, title, policies, createdMillis, nowMillis);
  }
}
