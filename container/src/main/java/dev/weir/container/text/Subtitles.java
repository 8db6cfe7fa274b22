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

  private Subtitles() {}

  /**
   * The cues of a file, by when they begin. Which format it is, its text tells; cues of impossible
   * times or without text are left out.
   *
   * @throws MediaFormatException where it is none of these, has no cue, or too many
   */
  public static List<Cue> read(Bytes file) throws MediaFormatException {
    if (file.length() > MOST_FILE_BYTES) {
      throw new MediaFormatException(
          LIMIT, "subtitles", "%d octets, at most %d".formatted(file.length(), MOST_FILE_BYTES));
    }
    List<String> lines = TextFile.decode(file).lines().limit(MOST_LINES + 1L).toList();
    if (lines.size() > MOST_LINES) {
      throw new MediaFormatException(
          LIMIT, "subtitles", "more than %d lines".formatted(MOST_LINES));
    }
    List<Cue> cues = cues(lines);
    if (cues.isEmpty()) {
      throw new MediaFormatException(
          MALFORMED, "subtitles", "no cue found, expected SRT, WebVTT or ASS");
    }
    return cues;
  }

  private static List<Cue> cues(List<String> lines) throws MediaFormatException {
    if (WebVttReader.isWebVtt(lines)) {
      return WebVttReader.read(lines);
    }
    return AssReader.isAss(lines) ? AssReader.read(lines) : SrtReader.read(lines);
  }
}
