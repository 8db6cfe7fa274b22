package dev.weir.container.text;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;

import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cues as a reader finds them. Confined to one reader. */
final class CueList {
  /** A line each second for a day, and then some. */
  static final int MOST_CUES = 100_000;

  private static final int MOST_CHARACTERS = 20_000;

  private final List<Cue> cues = new ArrayList<>();

  /** Passes over what nobody would see. */
  void add(CueTimes times, String settings, String text) throws MediaFormatException {
    if (times.isEmpty() || text.isEmpty()) {
      return;
    }
    if (cues.size() == MOST_CUES) {
      throw new MediaFormatException(LIMIT, "subtitles", "more than %d cues".formatted(MOST_CUES));
    }
    if (text.length() > MOST_CHARACTERS) {
      throw new MediaFormatException(
          LIMIT, "subtitles", "a cue of %d characters".formatted(text.length()));
    }
    cues.add(new Cue(times.startMillis(), times.endMillis(), settings, text));
  }

  /** By when they begin; those that begin together stay as they came. */
  List<Cue> sorted() {
    cues.sort(Comparator.comparingLong(Cue::startMillis));
    return List.copyOf(cues);
  }
}
