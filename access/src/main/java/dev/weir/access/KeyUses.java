package dev.weir.access;

import dev.weir.library.StreamKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When keys have let somebody in that is not written down yet, by their ids: one entry for a key at
 * most. Thread-safe; never blocks.
 */
final class KeyUses {
  private final Map<String, Long> millis = new ConcurrentHashMap<>();

  void note(String id, long nowMillis) {
    millis.put(id, nowMillis);
  }

  void forget(String id) {
    millis.remove(id);
  }

  /** As it is now, also where that is not written down. */
  StreamKey of(StreamKey key) {
    @Nullable Long used = millis.get(key.id());
    return used == null ? key : key.withUsed(used);
  }

  Map<String, Long> unwritten() {
    return new HashMap<>(millis);
  }

  /** Leaves what was noted since. */
  void written(Map<String, Long> written) {
    written.forEach(millis::remove);
  }
}
