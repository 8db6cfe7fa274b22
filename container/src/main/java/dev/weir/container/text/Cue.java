package dev.weir.container.text;

/**
 * A line of subtitles and when it is shown. Immutable.
 *
 * @param startMillis 0 or more, from the beginning of the film
 * @param endMillis later than that
 * @param settings of WebVTT, with a space between them; may be empty
 * @param text as WebVTT has it: escaped, with its tags, without empty lines
 */
public record Cue(long startMillis, long endMillis, String settings, String text) {
  public Cue {
    if (startMillis < 0 || endMillis <= startMillis) {
      throw new IllegalArgumentException("from %d to %d".formatted(startMillis, endMillis));
    }
  }

  boolean overlaps(long fromMillis, long toMillis) {
    return startMillis < toMillis && endMillis > fromMillis;
  }
}
