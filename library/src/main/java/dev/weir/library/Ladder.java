package dev.weir.library;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which renditions of a live stream there are beside its source: {@code passthrough} for none,
 * {@code auto} for what fits below the source, or heights such as {@code 720,480}. Immutable.
 *
 * @param heights in lines of a picture, the largest first; empty unless they are chosen
 */
public record Ladder(Kind kind, List<Integer> heights) {
  public static final int MOST_HEIGHTS = 5;
  public static final int LEAST_HEIGHT = 96;
  public static final int MOST_HEIGHT = 4320;

  public static final Ladder PASSTHROUGH = new Ladder(Kind.PASSTHROUGH, List.of());
  public static final Ladder AUTO = new Ladder(Kind.AUTO, List.of());

  private static final Pattern HEIGHTS = Pattern.compile("[0-9]{2,4}(,[0-9]{2,4})*");

  /** Who chooses. */
  public enum Kind {
    PASSTHROUGH,
    AUTO,
    HEIGHTS
  }

  public Ladder {
    heights = heights.stream().sorted((a, b) -> Integer.compare(b, a)).toList();
    boolean isFit =
        heights.size() <= MOST_HEIGHTS
            && new HashSet<>(heights).size() == heights.size()
            && heights.stream().allMatch(Ladder::isHeight)
            && heights.isEmpty() == (kind != Kind.HEIGHTS);
    if (!isFit) {
      throw new IllegalArgumentException(
          "a ladder has 1 to %d different even heights from %d to %d"
              .formatted(MOST_HEIGHTS, LEAST_HEIGHT, MOST_HEIGHT));
    }
  }

  /** Encoders of 4:2:0 take even sizes only. */
  private static boolean isHeight(int height) {
    return height >= LEAST_HEIGHT && height <= MOST_HEIGHT && height % 2 == 0;
  }

  /** Throws IllegalArgumentException, whose message says the form. */
  public static Ladder parse(String text) {
    return switch (text) {
      case "passthrough" -> PASSTHROUGH;
      case "auto" -> AUTO;
      default -> new Ladder(Kind.HEIGHTS, parseHeights(text));
    };
  }

  private static List<Integer> parseHeights(String text) {
    if (!HEIGHTS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a ladder is passthrough, auto, or heights such as 720,480");
    }
    return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
  }

  @Override
  public String toString() {
    return switch (kind) {
      case PASSTHROUGH -> "passthrough";
      case AUTO -> "auto";
      case HEIGHTS -> heights.stream().map(String::valueOf).collect(Collectors.joining(","));
    };
  }
}
