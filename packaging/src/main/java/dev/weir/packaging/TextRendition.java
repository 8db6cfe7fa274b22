package dev.weir.packaging;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Subtitles of a film as one file of WebVTT: all of it for DASH, and for HLS what is said in each
 * segment. Immutable.
 *
 * @param name of the rendition, one path segment
 */
public record TextRendition(String name, TrackLabel label) {
  /** All of it, with the times of the film. */
  public static final String WHOLE = "all.vtt";

  /** Which nobody could say in the longest film. */
  public static final int MOST_BYTES = 8 << 20;

  private static final Pattern SEGMENT = Pattern.compile("(0|[1-9][0-9]{0,5})\\.vtt");

  /** What of it belongs to segment {@code sequence}. */
  public static String segmentFile(long sequence) {
    return sequence + ".vtt";
  }

  /** Which segment is in a file of that name; empty where it is none. */
  public static OptionalLong segmentOf(String file) {
    Matcher matcher = SEGMENT.matcher(file);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /** That rendition of a presentation. */
  public static Optional<TextRendition> find(Presentation presentation, String name) {
    return presentation.texts().stream().filter(text -> text.name().equals(name)).findFirst();
  }
}
