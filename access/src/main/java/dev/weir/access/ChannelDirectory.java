package dev.weir.access;

import dev.weir.access.KnownChannel.Origin;
import dev.weir.library.Channel;
import dev.weir.library.ChannelPolicies;
import dev.weir.library.StreamKey;
import dev.weir.media.Clock;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All channels that somebody has made, in memory: those of the configuration file, and those of the
 * library, of which {@link ChannelEditor} tells. A name that the file has is the file's. Whoever
 * publishes is let in by what is here, so it does not matter whether the database answers. Which
 * secrets the keys have is known by their hashes alone. Thread-safe; never blocks.
 */
public final class ChannelDirectory implements PublishKeys {
  private final Clock clock;
  private final KeyRing ring;
  private final KeyUses uses = new KeyUses();
  private final NavigableMap<String, KnownChannel> channels = new ConcurrentSkipListMap<>();

  /** With what the configuration file says. */
  public ChannelDirectory(Map<String, FixedChannel> fixed, SecureRandom random, Clock clock) {
    this.clock = clock;
    ring = new KeyRing(random);
    fixed.forEach(this::addFixed);
  }

  private void addFixed(String name, FixedChannel fixed) {
    if (!ChannelNames.isValid(name)) {
      throw new IllegalArgumentException("not a channel's name: " + name);
    }
    var keys = new ArrayList<StreamKey>();
    for (Secret secret : fixed.keys()) {
      String id = String.valueOf(keys.size() + 1);
      if (!ring.put(secret, new PublishKey(name, id))) {
        throw new IllegalArgumentException("one key opens two channels, or the same twice");
      }
      keys.add(new StreamKey(id, name, "", 0, OptionalLong.empty()));
    }
    var channel = new Channel(name, Optional.empty(), fixed.policies(), 0, 0);
    channels.put(name, new KnownChannel(channel, Origin.FIXED, keys));
  }

  @Override
  public Optional<PublishKey> find(Secret secret) {
    return ring.find(secret);
  }

  /** One of the library always: whoever deletes its last key means to keep everybody out. */
  @Override
  public boolean areNeeded(String channel) {
    return find(channel)
        .filter(known -> known.origin() == Origin.LIBRARY || !known.keys().isEmpty())
        .isPresent();
  }

  @Override
  public boolean isRevoked(String channel, String credential) {
    return credential.startsWith(channel + "#")
        && find(channel).stream()
            .flatMap(known -> known.keys().stream())
            .noneMatch(key -> publishKey(key).credential().equals(credential));
  }

  @Override
  public void used(PublishKey key) {
    if (isOfLibrary(key.channel())) {
      uses.note(key.id(), clock.wallMillis());
    }
  }

  /** The channel of this name; empty where nobody has made it, which does not keep it off air. */
  public Optional<KnownChannel> find(String name) {
    return Optional.ofNullable(channels.get(name)).map(this::current);
  }

  private KnownChannel current(KnownChannel known) {
    return known.withKeys(known.keys().stream().map(uses::of).toList());
  }

  /** How a channel is run, also one that nobody has made. */
  public ChannelPolicies policies(String name) {
    return find(name).map(known -> known.channel().policies()).orElse(ChannelPolicies.DEFAULT);
  }

  /** What viewers read instead of its name. */
  public Optional<String> title(String name) {
    return find(name).flatMap(known -> known.channel().title());
  }

  /** By name: so many that are {@code wanted}, behind the name {@code after}. */
  public List<KnownChannel> list(String after, Predicate<Channel> wanted, int limit) {
    return channels.tailMap(after, false).values().stream()
        .filter(known -> wanted.test(known.channel()))
        .limit(limit)
        .map(this::current)
        .toList();
  }

  /** One of the library is there, unless the file has its name. */
  void put(Channel channel) {
    channels.putIfAbsent(channel.name(), new KnownChannel(channel, Origin.LIBRARY, List.of()));
  }

  /** One of the library is another. */
  void change(Channel channel) {
    update(channel.name(), known -> known.withChannel(channel));
  }

  /** A channel of the library has a key more. */
  void putKey(StreamKey key, String secret) {
    if (isOfLibrary(key.channel()) && ring.put(Secret.of(secret), publishKey(key))) {
      update(key.channel(), known -> known.with(key));
    }
  }

  private boolean isOfLibrary(String name) {
    return find(name).filter(known -> known.origin() == Origin.LIBRARY).isPresent();
  }

  /** {@code change} may be called more than once. */
  private void update(String name, UnaryOperator<KnownChannel> change) {
    channels.computeIfPresent(
        name, (_, known) -> known.origin() == Origin.LIBRARY ? change.apply(known) : known);
  }

  private static PublishKey publishKey(StreamKey key) {
    return new PublishKey(key.channel(), key.id());
  }

  /** A channel of the library has a key less. */
  void removeKey(String channel, String id) {
    if (isOfLibrary(channel)) {
      ring.remove(new PublishKey(channel, id));
      uses.forget(id);
      update(channel, known -> known.without(id));
    }
  }

  /** One of the library is no more; its keys, which open nothing from now on. */
  List<PublishKey> remove(String name) {
    List<PublishKey> keys =
        find(name).stream()
            .filter(known -> known.origin() == Origin.LIBRARY)
            .flatMap(known -> known.keys().stream().map(ChannelDirectory::publishKey))
            .toList();
    keys.forEach(key -> removeKey(name, key.id()));
    if (isOfLibrary(name)) {
      channels.remove(name);
    }
    return keys;
  }

  KeyUses uses() {
    return uses;
  }

  /** The keys in the list have to say, too, what was written of their uses. */
  void written(Map<String, Long> usedMillis) {
    channels.replaceAll((_, known) -> hasAny(known, usedMillis) ? current(known) : known);
    uses.written(usedMillis);
  }

  private static boolean hasAny(KnownChannel known, Map<String, Long> ids) {
    return known.keys().stream().anyMatch(key -> ids.containsKey(key.id()));
  }
}
