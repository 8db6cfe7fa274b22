package dev.weir.packaging.hls;

import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.TextRendition;

/**
 * The media playlist of subtitles, RFC 8216bis §3.1.4: a file of WebVTT for each segment of the
 * leading track. A pure function of a presentation. Thread-safe: it keeps nothing.
 */
public final class TextPlaylist {
  private static final int VERSION_OF_FLOAT_DURATIONS = 3;

  private TextPlaylist() {}

  /** Writes the playlist of any subtitles of a film: they all have the same. */
  public static String write(Presentation film) {
    PeriodTrack leader = film.currentPeriod().leader();
    PlaylistText text =
        PlaylistText.begin()
            .tag("-X-VERSION", VERSION_OF_FLOAT_DURATIONS)
            .tag("-X-TARGETDURATION", film.targetDurationSeconds())
            .tag("-X-PLAYLIST-TYPE", "VOD")
            .tag("-X-MEDIA-SEQUENCE", film.firstSequence());
    for (Segment segment : leader.segments()) {
      text.tag("INF", PlaylistText.secondsOfMicros(leader.durationMicros(segment)) + ",");
      text.uri(TextRendition.segmentFile(segment.sequence()));
    }
    return text.tag("-X-ENDLIST").toString();
  }
}
