package dev.weir.container.mp4;

import dev.weir.media.Track;
import java.util.Optional;

/**
 * A track of a file. Immutable.
 *
 * @param id as in the file, 1 or more
 * @param format the four characters of its sample entry, such as {@code avc1} or {@code tx3g};
 *     empty where it could not be found
 * @param timescale ticks in a second, in which its samples count time; 0 where it could not be read
 * @param media what can be played of it; empty for text, and where there is a problem
 * @param problem why it cannot be used, for people; empty for video, sound and text that can
 * @param startTicks when its first sample is shown, on the film's timeline
 * @param endTicks when its last sample ends, as far as its header says
 */
public record Mp4Track(
    int id,
    Kind kind,
    String format,
    int timescale,
    Optional<Track> media,
    Optional<String> problem,
    Mp4Labels labels,
    PictureShape shape,
    long startTicks,
    long endTicks) {

  /** What a track is for, as its handler says. */
  public enum Kind {
    VIDEO,
    AUDIO,
    TEXT,
    /** Neither, such as time codes and metadata. */
    OTHER;

    static Kind ofHandler(String handler) {
      return switch (handler) {
        case "vide" -> VIDEO;
        case "soun" -> AUDIO;
        case "text", "sbtl", "subt", "clcp" -> TEXT;
        default -> OTHER;
      };
    }
  }
}
