package dev.weir.gateway.http;

import java.io.IOException;
import java.util.Optional;

/** The assets that can be watched, as the library knows them. Thread-safe; blocks. */
public interface Assets {
  /** Empty where there is none of that id, or nothing of it can be watched yet. */
  Optional<AssetView> find(String id) throws IOException;
}
