package dev.weir.access;

import java.util.Optional;

/** Which keys let publish where, at this moment. Thread-safe; never blocks. */
public interface PublishKeys {
  /** What a secret opens. How long that takes tells nothing of which secrets come near. */
  Optional<PublishKey> find(Secret secret);

  /** Whether a channel is published with a key only, from everywhere. */
  boolean areNeeded(String channel);

  /** Whether {@code credential} is of a key that opens nothing any more. */
  boolean isRevoked(String channel, String credential);

  /** Notes that it has let somebody in. */
  void used(PublishKey key);
}
