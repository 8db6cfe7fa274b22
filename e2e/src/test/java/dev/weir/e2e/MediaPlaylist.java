package dev.weir.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media playlist as a player reads it. Immutable.
 *
 * @param discontinuitySequence of the first segment
 * @param skipped segments that a delta update leaves out
 * @param segments from the first that is listed; the last may still lack its URI
 * @param hint URI of the part that comes next
 */
record MediaPlaylist(
    long mediaSequence,
    long discontinuitySequence,
    long skipped,
    List<Segment> segments,
    Optional<String> hint,
    boolean isEnded) {
  private static final Pattern URI_ATTRIBUTE = Pattern.compile("URI=\"([^\"]*)\"");

  /**
   * A segment.
   *
   * @param uri empty while it is being made
   * @param parts their URIs
   */
  record Segment(long sequence, String uri, List<String> parts, boolean afterDiscontinuity) {
    boolean isComplete() {
      return !uri.isEmpty();
    }
  }

  static MediaPlaylist parse(String text) {
    long mediaSequence = number(text, "#EXT-X-MEDIA-SEQUENCE:(\\d+)");
    long skipped = number(text, "SKIPPED-SEGMENTS=(\\d+)");
    List<Segment> segments = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    boolean afterDiscontinuity = false;
    for (String line : text.lines().toList()) {
      if (line.startsWith("#EXT-X-PART:")) {
        parts.add(uri(line));
      } else if (line.equals("#EXT-X-DISCONTINUITY")) {
        afterDiscontinuity = true;
      } else if (!line.startsWith("#")) {
        long sequence = mediaSequence + skipped + segments.size();
        segments.add(new Segment(sequence, line, List.copyOf(parts), afterDiscontinuity));
        parts.clear();
        afterDiscontinuity = false;
      }
    }
    if (!parts.isEmpty()) {
      long sequence = mediaSequence + skipped + segments.size();
      segments.add(new Segment(sequence, "", List.copyOf(parts), afterDiscontinuity));
    }
    return new MediaPlaylist(
        mediaSequence,
        number(text, "#EXT-X-DISCONTINUITY-SEQUENCE:(\\d+)"),
        skipped,
        List.copyOf(segments),
        text.lines()
            .filter(line -> line.startsWith("#EXT-X-PRELOAD-HINT:"))
            .findFirst()
            .map(MediaPlaylist::uri),
        text.contains("#EXT-X-ENDLIST"));
  }

  private static String uri(String line) {
    Matcher matcher = URI_ATTRIBUTE.matcher(line);
    if (!matcher.find()) {
      throw new AssertionError("no URI in " + line);
    }
    return matcher.group(1);
  }

  private static long number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  List<Segment> completeSegments() {
    return segments.stream().filter(Segment::isComplete).toList();
  }

  long lastCompleteSequence() {
    List<Segment> complete = completeSegments();
    return complete.isEmpty() ? mediaSequence + skipped - 1 : complete.getLast().sequence();
  }

  /** How many parts the segment has that comes after the last complete one. */
  int openParts() {
    return segments.isEmpty() || segments.getLast().isComplete()
        ? 0
        : segments.getLast().parts().size();
  }

  /** All that this stream ever had, as far as this text tells. */
  long discontinuities() {
    return discontinuitySequence + segments.stream().filter(Segment::afterDiscontinuity).count();
  }

  /** The query of a player that wants the version with the next part, RFC 8216bis §6.2.5.2. */
  String queryForNext() {
    return "?_HLS_msn=%d&_HLS_part=%d".formatted(lastCompleteSequence() + 1, openParts());
  }

  /** It has what the other's {@link #queryForNext} asks for. */
  boolean isAfter(MediaPlaylist older) {
    return isEnded
        || lastCompleteSequence() > older.lastCompleteSequence()
        || openParts() > older.openParts();
  }
}
