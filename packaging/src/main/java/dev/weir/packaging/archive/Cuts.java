package dev.weir.packaging.archive;

import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which all renditions of one asset are cut, so that players can switch between
 * them: segment k lasts from cut k to cut k + 1, the last to the end. Immutable.
 */
public final class Cuts {
  /** Two days of the shortest, which are four seconds. */
  static final int MOST = 50_000;

  private static final int MOST_CHARACTERS = 1 << 20;
  private static final Pattern RUN = Pattern.compile("([1-9][0-9]{0,11})(?:x([1-9][0-9]{0,4}))?");

  private final long[] micros;

  private Cuts(long[] micros) {
    this.micros = micros;
  }

  /**
   * At these moments of the film.
   *
   * @param micros the first is 0, each later than the one before
   */
  public static Cuts of(long... micros) {
    boolean begins = micros.length > 0 && micros[0] == 0;
    if (!begins || micros.length > MOST) {
      throw new IllegalArgumentException(micros.length + " cuts, or the first is not 0");
    }
    for (int i = 1; i < micros.length; i++) {
      if (micros[i] <= micros[i - 1]) {
        throw new IllegalArgumentException("cut " + i + " is not after the one before");
      }
    }
    return new Cuts(micros.clone());
  }

  /** At even distances, for a film that is made anew. */
  public static Cuts every(Duration distance, Duration film) {
    long step = distance.toNanos() / 1000;
    long count = Math.clamp(Math.ceilDiv(film.toNanos() / 1000, step), 1, MOST);
    var micros = new long[(int) count];
    Arrays.setAll(micros, i -> i * step);
    return new Cuts(micros);
  }

  /** How many segments there are. */
  public int count() {
    return micros.length;
  }

  /** Where segment {@code number} begins, in microseconds of the film. */
  public long micros(long number) {
    return micros[(int) number];
  }

  /** The same in ticks of a track, on the timeline of its files. */
  long ticks(long number, int timescale) {
    return AssetTimeline.ticks(micros(number), timescale);
  }

  /** The longest segment but the last, of which only the film knows; rounded, at least 1. */
  int longestSeconds() {
    long longest = AssetTimeline.MICROS_PER_SECOND;
    for (int i = 1; i < micros.length; i++) {
      longest = Math.max(longest, micros[i] - micros[i - 1]);
    }
    return Math.toIntExact(
        (longest + AssetTimeline.MICROS_PER_SECOND / 2) / AssetTimeline.MICROS_PER_SECOND);
  }

  /** As {@link #parse} reads it: distances in microseconds, those that repeat counted. */
  public String text() {
    var text = new StringBuilder();
    for (int i = 1; i < micros.length; ) {
      long distance = micros[i] - micros[i - 1];
      int end = i + 1;
      while (end < micros.length && micros[end] - micros[end - 1] == distance) {
        end++;
      }
      text.append(text.isEmpty() ? "" : " ").append(distance);
      if (end > i + 1) {
        text.append('x').append(end - i);
      }
      i = end;
    }
    return text.toString();
  }

  /** Reads what {@link #text} wrote. */
  public static Cuts parse(String text) throws MediaFormatException {
    if (text.length() > MOST_CHARACTERS) {
      throw new MediaFormatException(Kind.LIMIT, "cuts", text.length() + " characters");
    }
    var cuts = new ArrayList<Long>(List.of(0L));
    for (String run : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      Matcher matcher = RUN.matcher(run);
      if (!matcher.matches()) {
        throw new MediaFormatException(Kind.MALFORMED, "cuts", "no distance: " + run);
      }
      long distance = Long.parseLong(matcher.group(1));
      int count = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
      if (cuts.size() + count > MOST) {
        throw new MediaFormatException(Kind.LIMIT, "cuts", "more than " + MOST);
      }
      for (int i = 0; i < count; i++) {
        cuts.add(cuts.getLast() + distance);
      }
    }
    return new Cuts(cuts.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cuts that && Arrays.equals(micros, that.micros);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(micros);
  }

  @Override
  public String toString() {
    return text();
  }
}
