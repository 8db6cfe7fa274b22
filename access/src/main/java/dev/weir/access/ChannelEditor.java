package dev.weir.access;

import dev.weir.access.ChannelRefusal.Code;
import dev.weir.access.KnownChannel.Origin;
import dev.weir.library.Addition;
import dev.weir.library.Channel;
import dev.weir.library.Channels;
import dev.weir.library.StreamKey;
import dev.weir.library.StreamKeys;
import dev.weir.media.Clock;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes and changes the channels of the library: first in the database, then in the directory, from
 * where it holds at once. Thread-safe; blocks. Its lock is held while the database works, so that
 * the directory learns of changes in the order in which they were made: only those wait for it who
 * change a channel, too.
 */
public final class ChannelEditor {
  /** What secrets begin with that name their channel by themselves. */
  private static final String SECRET_PREFIX = "wk_";

  /** Nothing that a shell, an address or a double click takes for an end. */
  private static final String CHARACTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** Which make 214 bits. */
  private static final int SECRET_CHARACTERS = 36;

  private static final int ID_CHARACTERS = 12;

  private final Channels channels;
  private final StreamKeys keys;
  private final ChannelDirectory directory;
  private final SecureRandom random;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** Told, without the lock, of each key that opens nothing any more. */
  private final Consumer<PublishKey> onRevoked;

  public ChannelEditor(
      Shelves shelves,
      ChannelDirectory directory,
      Consumer<PublishKey> onRevoked,
      SecureRandom random,
      Clock clock) {
    channels = shelves.channels();
    keys = shelves.keys();
    this.directory = directory;
    this.onRevoked = onRevoked;
    this.random = random;
    this.clock = clock;
  }

  /** Where the library keeps them. */
  public record Shelves(Channels channels, StreamKeys keys) {}

  /** Work on the library that may be refused. */
  private interface Edit<T> {
    T make() throws ChannelRefusal;
  }

  /**
   * Tells the directory of what the library has and it has not; call it before anybody publishes.
   */
  public void load() {
    channels.all().forEach(directory::put);
    keys.each(directory::putKey);
  }

  private <T> T edit(Edit<T> edit) throws ChannelRefusal {
    lock.lock();
    try {
      return edit.make();
    } finally {
      lock.unlock();
    }
  }

  private static ChannelRefusal refusal(Addition addition) {
    return new ChannelRefusal(
        switch (addition) {
          case TAKEN -> Code.TAKEN;
          case TOO_MANY -> Code.TOO_MANY;
          case MISSING, DONE -> Code.MISSING;
        });
  }

  /** Refuses where the file has the channel. */
  private void requireOfLibrary(String name) throws ChannelRefusal {
    Optional<KnownChannel> known = directory.find(name);
    if (known.isEmpty()) {
      throw new ChannelRefusal(Code.MISSING);
    }
    if (known.get().origin() == Origin.FIXED) {
      throw new ChannelRefusal(Code.FIXED);
    }
  }

  private KnownChannel known(String name) throws ChannelRefusal {
    return directory.find(name).orElseThrow(() -> new ChannelRefusal(Code.MISSING));
  }

  /** Makes a channel with a key; {@code wanted} says what it is to be, its times are set here. */
  public KnownChannel create(Channel wanted, String label) throws ChannelRefusal {
    long nowMillis = clock.wallMillis();
    String name = wanted.name();
    var channel = new Channel(name, wanted.title(), wanted.policies(), nowMillis, nowMillis);
    StreamKey key = newKey(name, label, nowMillis);
    String secret = newSecret();
    return edit(() -> {
      if (directory.find(name).isPresent()) {
        throw new ChannelRefusal(Code.TAKEN);
      }
      Addition addition = channels.add(channel, key, secret);
      if (addition == Addition.TAKEN) {
        load(); // another server has made it, or we were interrupted before we knew that we had
      }
      if (addition != Addition.DONE) {
        throw refusal(addition);
      }
      directory.put(channel);
      directory.putKey(key, secret);
      return known(name);
    });
  }

  private StreamKey newKey(String channel, String label, long nowMillis) {
    return new StreamKey(
        randomText(ID_CHARACTERS), channel, label, nowMillis, OptionalLong.empty());
  }

  private String newSecret() {
    return SECRET_PREFIX + randomText(SECRET_CHARACTERS);
  }

  private String randomText(int length) {
    return random
        .ints(length, 0, CHARACTERS.length())
        .mapToObj(i -> CHARACTERS.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  /** Changes title or policies. */
  public KnownChannel change(String name, UnaryOperator<Channel> wanted) throws ChannelRefusal {
    return edit(() -> {
      requireOfLibrary(name);
      Channel changed =
          channels
              .change(name, wanted, clock.wallMillis())
              .orElseThrow(() -> new ChannelRefusal(Code.MISSING));
      directory.change(changed);
      return known(name);
    });
  }

  /** Takes a channel away with its keys. */
  public void remove(String name) throws ChannelRefusal {
    List<PublishKey> revoked =
        edit(() -> {
          requireOfLibrary(name);
          channels.remove(name);
          return directory.remove(name);
        });
    revoked.forEach(onRevoked);
  }

  /** Gives a channel one key more. */
  public StreamKey addKey(String name, String label) throws ChannelRefusal {
    StreamKey key = newKey(name, label, clock.wallMillis());
    String secret = newSecret();
    return edit(() -> {
      requireOfLibrary(name);
      Addition addition = keys.add(key, secret);
      if (addition != Addition.DONE) {
        throw refusal(addition);
      }
      directory.putKey(key, secret);
      return key;
    });
  }

  /** Takes a key away. */
  public void removeKey(String name, String id) throws ChannelRefusal {
    edit(() -> {
      requireOfLibrary(name);
      if (!keys.remove(name, id)) {
        throw new ChannelRefusal(Code.MISSING);
      }
      directory.removeKey(name, id);
      return id;
    });
    onRevoked.accept(new PublishKey(name, id));
  }

  /** What an encoder has to show. */
  public String reveal(String name, String id) throws ChannelRefusal {
    requireOfLibrary(name);
    return keys.secret(name, id).orElseThrow(() -> new ChannelRefusal(Code.MISSING));
  }

  /** Writes down which keys have let somebody in; call it once in a minute or so. */
  public void writeUses() {
    Map<String, Long> millis = directory.uses().unwritten();
    if (!millis.isEmpty()) {
      keys.used(millis);
      directory.written(millis);
    }
  }
}
