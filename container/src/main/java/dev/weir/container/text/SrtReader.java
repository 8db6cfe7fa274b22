package dev.weir.container.text;

import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SRT, of which there is no specification: a number, times, lines of text, and an empty line. Times
 * alone are trusted: numbers may be missing or wrong, and texts may have empty lines. Confined to
 * one call.
 */
final class SrtReader {
  private static final Pattern NUMBER = Pattern.compile("\\s*\\d{1,9}\\s*");

  /** As SubStation Alpha has them. */
  private static final Pattern OVERRIDES = Pattern.compile("\\{\\\\[^{}]*\\}");

  private static final Pattern AT_THE_TOP = Pattern.compile("\\{\\\\an[789]\\}");
  static final String TOP_LINE = "line:0";

  private final CueList cues = new CueList();
  private final List<String> text = new ArrayList<>();
  private @Nullable CueTimes times;

  private SrtReader() {}

  static List<Cue> read(List<String> lines) throws MediaFormatException {
    return new SrtReader().readAll(lines);
  }

  private List<Cue> readAll(List<String> lines) throws MediaFormatException {
    for (String line : lines) {
      CueTimes next = CueTimes.parse(line).orElse(null);
      if (next == null) {
        text.add(line);
        continue;
      }
      if (!text.isEmpty() && NUMBER.matcher(text.getLast()).matches()) {
        text.removeLast();
      }
      finish();
      times = next;
    }
    finish();
    return cues.sorted();
  }

  private void finish() throws MediaFormatException {
    if (times != null) {
      String whole = String.join("\n", text);
      Matcher top = AT_THE_TOP.matcher(whole);
      String settings = top.find() ? TOP_LINE : "";
      String marked = OVERRIDES.matcher(whole).replaceAll("");
      cues.add(times, settings, new CueText().marked(marked).finish());
    }
    text.clear();
  }
}
