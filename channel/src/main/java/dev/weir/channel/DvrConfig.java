package dev.weir.channel;

import dev.weir.stream.StreamName;
import java.time.Duration;
import java.util.Map;

/**
 * What the disk keeps of live streams. Immutable.
 *
 * @param window how far viewers may go back; zero to keep nothing, {@link #ALL} for as far as the
 *     disk reaches
 * @param windows of the streams for which it is another
 * @param maxBytes of all streams together, beyond which the oldest go; 0 for half of what is free
 */
public record DvrConfig(Duration window, Map<StreamName, Duration> windows, long maxBytes) {
  /** Nothing is deleted for its age. */
  public static final Duration ALL = Duration.ofDays(36_500);

  /** HLS players read the whole list each time, so it has to end somewhere. */
  private static final Duration LONGEST_LISTED = Duration.ofHours(2);

  public DvrConfig {
    windows = Map.copyOf(windows);
  }

  Duration windowOf(StreamName stream) {
    return windows.getOrDefault(stream, window);
  }

  /** How much of it playlists list; the rest can be asked for. */
  Duration listedOf(StreamName stream) {
    Duration own = windowOf(stream);
    return own.compareTo(LONGEST_LISTED) < 0 ? own : LONGEST_LISTED;
  }
}
