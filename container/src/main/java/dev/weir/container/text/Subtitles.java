package dev.weir.container.text;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;

/** Reads files of subtitles: SRT, WebVTT, and SubStation Alpha. Stateless. */
public final class Subtitles {
  /** Ten times what the most talkative film needs. */
  public static final int MOST_FILE_BYTES = 8 << 20;

  private static final int MOST_LINES = 1 << 20;
  private static final int MOST_QUOTED = 60;

  private Subtitles() {}

  /** What becomes of lines that look like the times of a cue, and are none. */
  public enum Faults {
    /** They are text, as players take them; for files that nobody can mend. */
    PASSED_OVER,
    /** The file is refused, and the number of the first one told. */
    REFUSED
  }

  /** As with {@link Faults#PASSED_OVER}. */
  public static List<Cue> read(Bytes file) throws MediaFormatException {
    return read(file, Faults.PASSED_OVER);
  }

  /**
   * The cues of a file, by when they begin. Which format it is, its text tells; cues of impossible
   * times or without text are left out.
   *
   * @throws MediaFormatException where it is none of these, has no cue, or too many
   */
  public static List<Cue> read(Bytes file, Faults faults) throws MediaFormatException {
    if (file.length() > MOST_FILE_BYTES) {
      throw new MediaFormatException(
          LIMIT, "subtitles", "%d octets, at most %d".formatted(file.length(), MOST_FILE_BYTES));
    }
    List<String> lines = TextFile.decode(file).lines().limit(MOST_LINES + 1L).toList();
    if (lines.size() > MOST_LINES) {
      throw new MediaFormatException(
          LIMIT, "subtitles", "more than %d lines".formatted(MOST_LINES));
    }
    if (faults == Faults.REFUSED && !AssReader.isAss(lines)) {
      requireTimes(lines);
    }
    List<Cue> cues = cues(lines);
    if (cues.isEmpty()) {
      throw new MediaFormatException(
          MALFORMED, "subtitles", "no cue found, expected SRT, WebVTT or ASS");
    }
    return cues;
  }

  private static void requireTimes(List<String> lines) throws MediaFormatException {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (CueTimes.mayBe(line) && CueTimes.parse(line).isEmpty()) {
        throw new MediaFormatException(
            MALFORMED,
            "line " + (i + 1),
            "expected times such as 00:00:01.000 --> 00:00:02.500, found \"%s\""
                .formatted(cut(line.strip())));
      }
    }
  }

  private static String cut(String line) {
    return line.length() <= MOST_QUOTED ? line : line.substring(0, MOST_QUOTED) + "\u2026";
  }

  private static List<Cue> cues(List<String> lines) throws MediaFormatException {
    if (WebVttReader.isWebVtt(lines)) {
      return WebVttReader.read(lines);
    }
    return AssReader.isAss(lines) ? AssReader.read(lines) : SrtReader.read(lines);
  }
}
