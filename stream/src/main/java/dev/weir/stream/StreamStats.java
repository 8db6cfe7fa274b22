package dev.weir.stream;

import java.util.List;
import java.util.OptionalLong;

/**
 * How a live stream is doing at one moment. Immutable.
 *
 * @param onAirSinceMillis when the first period began, since 1970 in UTC; empty before
 * @param periods begun so far
 * @param interruptions so far
 * @param tracks of the current period
 */
public record StreamStats(
    StreamName name,
    StreamState state,
    OptionalLong onAirSinceMillis,
    int periods,
    long interruptions,
    List<TrackStats> tracks,
    List<SubscriptionStats> subscriptions) {
  public StreamStats {
    tracks = List.copyOf(tracks);
    subscriptions = List.copyOf(subscriptions);
  }
}
