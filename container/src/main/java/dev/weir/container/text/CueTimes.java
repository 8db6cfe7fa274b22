package dev.weir.container.text;

import static java.lang.Long.parseLong;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of a cue that says when it is shown, WebVTT §4.1 and SRT. Immutable.
 *
 * <p>Interop: of files that people have changed from the one format to the other both marks of
 * fractions are taken in both, and fractions of any length up to milliseconds.
 *
 * @param rest what stands behind the times
 */
record CueTimes(long startMillis, long endMillis, String rest) {
  private static final String TIME = "(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{1,2})(?:[.,](\\d{1,3}))?";
  private static final Pattern LINE =
      Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s(.*)|\\s*)");
  private static final String ARROW = "-->";

  static boolean mayBe(String line) {
    return line.contains(ARROW);
  }

  /** Empty where the line says something else. */
  static Optional<CueTimes> parse(String line) {
    Matcher times = mayBe(line) ? LINE.matcher(line) : null;
    if (times == null || !times.matches()) {
      return Optional.empty();
    }
    String rest = times.group(9) == null ? "" : times.group(9);
    return Optional.of(new CueTimes(millis(times, 1), millis(times, 5), rest.strip()));
  }

  private static long millis(Matcher times, int first) {
    long hours = times.group(first) == null ? 0 : parseLong(times.group(first));
    long minutes = parseLong(times.group(first + 1));
    long seconds = parseLong(times.group(first + 2));
    String fraction = times.group(first + 3) == null ? "" : times.group(first + 3);
    long millis = parseLong((fraction + "000").substring(0, 3));
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis;
  }

  /** Some player would never show it. */
  boolean isEmpty() {
    return endMillis <= startMillis;
  }
}
