package dev.weir.gateway.webhook;

import java.util.Optional;

/** Films as the API shows them. Thread-safe. */
public interface AssetText {
  /** As JSON; empty where there is no such film. Blocks. */
  Optional<String> of(String id);
}
