package dev.weir.server.config;

import java.time.Duration;

/**
 * Keys {@code dvr.*}: what the disk keeps of live streams. Immutable.
 *
 * @param window how far viewers may go back
 * @param maxSize of all streams together; 0 for half of what is free when the server starts
 */
public record DvrConfig(DvrWindow window, DataSize maxSize) {
  static final DvrConfig DEFAULTS =
      new DvrConfig(new DvrWindow(Duration.ofMinutes(30)), DataSize.parse("0B"));
}
