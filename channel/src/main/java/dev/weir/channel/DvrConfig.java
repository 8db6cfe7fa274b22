package dev.weir.channel;

import dev.weir.stream.StreamName;
import java.time.Duration;

/**
 * What the disk keeps of live streams. Immutable.
 *
 * @param windows how far viewers may go back
 * @param maxBytes of all streams together, beyond which the oldest go; 0 for half of what is free
 */
public record DvrConfig(Windows windows, long maxBytes) {
  /** Nothing is deleted for its age. */
  public static final Duration ALL = Duration.ofDays(36_500);

  /** HLS players read the whole list each time, so it has to end somewhere. */
  private static final Duration LONGEST_LISTED = Duration.ofHours(2);

  /** How far viewers may go back, at this moment. Thread-safe; never blocks. */
  public interface Windows {
    /** Zero to keep nothing, {@link #ALL} for as far as the disk reaches. */
    Duration of(StreamName stream);
  }

  Duration windowOf(StreamName stream) {
    return windows.of(stream);
  }

  /** How much of it playlists list; the rest can be asked for. */
  Duration listedOf(StreamName stream) {
    Duration own = windowOf(stream);
    return own.compareTo(LONGEST_LISTED) < 0 ? own : LONGEST_LISTED;
  }
}
