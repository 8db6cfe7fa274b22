package dev.weir.access;

import dev.weir.library.Channel;
import dev.weir.library.StreamKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * A channel with its keys. Immutable.
 *
 * @param keys the oldest first
 */
public record KnownChannel(Channel channel, Origin origin, List<StreamKey> keys) {
  /** Where it is written down. */
  public enum Origin {
    /** In the configuration file, so that only another start changes it. */
    FIXED,
    LIBRARY
  }

  public KnownChannel {
    keys = List.copyOf(keys);
  }

  KnownChannel withChannel(Channel newChannel) {
    return new KnownChannel(newChannel, origin, keys);
  }

  KnownChannel with(StreamKey key) {
    return withKeys(Stream.concat(keys.stream(), Stream.of(key)).toList());
  }

  KnownChannel without(String keyId) {
    return withKeys(keys.stream().filter(key -> !key.id().equals(keyId)).toList());
  }

  KnownChannel withKeys(List<StreamKey> newKeys) {
    return new KnownChannel(channel, origin, newKeys);
  }
}
