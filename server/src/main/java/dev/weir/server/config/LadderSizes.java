package dev.weir.server.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which sizes live viewers get beside the source: {@code auto}, {@code passthrough}, or heights.
 * Immutable.
 *
 * @param choice {@link Choice#HEIGHTS} where there are some
 * @param heights in pixels, of 16:9; empty unless they are chosen
 */
public record LadderSizes(Choice choice, List<Integer> heights) {
  /** What decides. */
  public enum Choice {
    /** The source: usual sizes below it. */
    AUTO,
    /** The source is all. */
    PASSTHROUGH,
    HEIGHTS
  }

  static final LadderSizes AUTO = new LadderSizes(Choice.AUTO, List.of());
  static final LadderSizes PASSTHROUGH = new LadderSizes(Choice.PASSTHROUGH, List.of());

  private static final int MOST = 5;
  private static final int LOWEST = 96;
  private static final int HIGHEST = 2160;
  private static final String FORM =
      "expected auto, passthrough, or up to %d heights of %d to %d such as 720, 480"
          .formatted(MOST, LOWEST, HIGHEST);

  public LadderSizes {
    heights = List.copyOf(heights);
    boolean isPossible =
        heights.stream().allMatch(height -> height >= LOWEST && height <= HIGHEST)
            && heights.size() <= MOST
            && heights.isEmpty() == (choice != Choice.HEIGHTS);
    if (!isPossible) {
      throw new IllegalArgumentException(FORM);
    }
  }

  /** Throws IllegalArgumentException, whose message says the form. */
  static LadderSizes parse(List<String> items) {
    if (items.equals(List.of("auto"))) {
      return AUTO;
    }
    if (items.equals(List.of("passthrough"))) {
      return PASSTHROUGH;
    }
    return new LadderSizes(Choice.HEIGHTS, items.stream().map(LadderSizes::height).toList());
  }

  private static int height(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(FORM, malformed);
    }
  }

  @Override
  public String toString() {
    return switch (choice) {
      case AUTO -> "auto";
      case PASSTHROUGH -> "passthrough";
      case HEIGHTS -> heights.stream().map(String::valueOf).collect(Collectors.joining(", "));
    };
  }
}
