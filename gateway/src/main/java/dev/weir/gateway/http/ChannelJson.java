package dev.weir.gateway.http;

import dev.weir.access.KnownChannel;
import dev.weir.library.Channel;
import dev.weir.library.Ladder;
import dev.weir.library.StreamKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel as the API shows it: without what is secret of its keys. Immutable. */
record ChannelJson(
    String name,
    @Nullable String title,
    boolean fixed,
    String secondPublisher,
    String dvr,
    String ladder,
    String ladderRuns,
    String record,
    @Nullable String createdAt,
    @Nullable String changedAt,
    List<KeyJson> keys,
    @Nullable LiveJson live) {

  record KeyJson(String id, String label, @Nullable String createdAt, @Nullable String usedAt) {
    static KeyJson of(StreamKey key) {
      return new KeyJson(
          key.id(),
          key.label(),
          time(key.createdMillis()),
          key.usedMillis().isPresent() ? time(key.usedMillis().getAsLong()) : null);
    }
  }

  record LiveJson(String state, String onAirSince, int viewers) {}

  static ChannelJson of(KnownChannel known, @Nullable LiveJson live) {
    Channel channel = known.channel();
    var policies = channel.policies();
    return new ChannelJson(
        channel.name(),
        channel.title().orElse(null),
        known.origin() == KnownChannel.Origin.FIXED,
        ChannelWords.word(policies.secondPublisher()),
        policies.dvr().map(ChannelWords::window).orElse(ChannelWords.DEFAULT),
        policies.ladder().map(Ladder::toString).orElse(ChannelWords.DEFAULT),
        ChannelWords.word(policies.ladderRuns()),
        ChannelWords.word(policies.recording()),
        time(channel.createdMillis()),
        time(channel.changedMillis()),
        known.keys().stream().map(KeyJson::of).toList(),
        live);
  }

  /** The configuration file does not say when it was written. */
  private static @Nullable String time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
  }
}
