package dev.weir.container.text;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * WebVTT, W3C §6.1: blocks with empty lines between them, of which those with times are cues.
 * Styles, regions, comments and identifiers are passed over. Confined to one call.
 */
final class WebVttReader {
  private static final Pattern SIGNATURE = Pattern.compile("WEBVTT(?:[ \\t].*)?");

  /** §4.4, but for regions, which are elsewhere in the file. */
  private static final Pattern SETTING =
      Pattern.compile(
          "vertical:(?:rl|lr)"
              + "|line:-?\\d{1,4}(?:\\.\\d{1,4})?%?(?:,(?:start|center|end))?"
              + "|position:\\d{1,3}(?:\\.\\d{1,4})?%(?:,(?:line-left|center|line-right))?"
              + "|size:\\d{1,3}(?:\\.\\d{1,4})?%"
              + "|align:(?:start|center|end|left|right)");

  private final List<String> lines;
  private final CueList cues = new CueList();
  private int next;

  private WebVttReader(List<String> lines) {
    this.lines = lines;
  }

  static boolean isWebVtt(List<String> lines) {
    return !lines.isEmpty() && SIGNATURE.matcher(lines.getFirst()).matches();
  }

  static List<Cue> read(List<String> lines) throws MediaFormatException {
    if (!isWebVtt(lines)) {
      throw new MediaFormatException(
          MALFORMED, "WebVTT", "expected WEBVTT in the first line (W3C WebVTT §4.1)");
    }
    return new WebVttReader(lines).readAll();
  }

  private List<Cue> readAll() throws MediaFormatException {
    next = 1;
    while (next < lines.size()) {
      Optional<CueTimes> times = CueTimes.parse(lines.get(next));
      next++;
      if (times.isPresent()) {
        cues.add(times.get(), settings(times.get().rest()), text());
      }
    }
    return cues.sorted();
  }

  /** Up to an empty line, or one with other times, which begins a cue even so. */
  private String text() {
    var text = new StringBuilder();
    while (next < lines.size() && !lines.get(next).isEmpty() && !CueTimes.mayBe(lines.get(next))) {
      text.append(lines.get(next)).append('\n');
      next++;
    }
    return new CueText().marked(text.toString()).finish();
  }

  /** Those of them that players need no more than the cue for. */
  static String settings(String rest) {
    return Stream.of(rest.split("\\s+"))
        .filter(setting -> SETTING.matcher(setting).matches())
        .collect(Collectors.joining(" "));
  }
}
