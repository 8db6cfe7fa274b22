package dev.weir.access;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys, found by the secrets that they stand for. A secret is looked up by a hash that is keyed
 * with a random number of this process, so that nobody can choose secrets of which the hash comes
 * near another's, and the time of a look-up tells nothing. Thread-safe; never blocks.
 */
final class KeyRing {
  private static final int SALT_BYTES = 32;

  private final byte[] salt = new byte[SALT_BYTES];
  private final Map<String, Held> byHash = new ConcurrentHashMap<>();
  private final Map<PublishKey, String> hashes = new ConcurrentHashMap<>();

  private record Held(Secret secret, PublishKey key) {}

  KeyRing(SecureRandom random) {
    random.nextBytes(salt);
  }

  /** Adds a key, unless another one has that secret; whether it did. */
  boolean put(Secret secret, PublishKey key) {
    String hash = secret.saltedHex(salt);
    boolean isNew = byHash.putIfAbsent(hash, new Held(secret, key)) == null;
    if (isNew) {
      hashes.put(key, hash);
    }
    return isNew;
  }

  void remove(PublishKey key) {
    @Nullable String hash = hashes.remove(key);
    if (hash != null) {
      byHash.remove(hash);
    }
  }

  Optional<PublishKey> find(Secret secret) {
    return Optional.ofNullable(byHash.get(secret.saltedHex(salt)))
        .filter(held -> held.secret().equals(secret))
        .map(Held::key);
  }
}
