package dev.weir.gateway.http;

import dev.weir.library.ChannelPolicies;
import dev.weir.library.Ladder;
import dev.weir.library.LadderRuns;
import dev.weir.library.Recording;
import dev.weir.library.SecondPublisher;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a channel is run, in the words of the API: {@value #DEFAULT} is as the server does it for all
 * channels. What says nothing leaves things as they are. Immutable.
 *
 * @param dvr {@code off}, {@code all}, or a duration such as {@code 30min}
 */
record ChannelWords(
    Optional<String> secondPublisher,
    Optional<String> dvr,
    Optional<String> ladder,
    Optional<String> ladderRuns,
    Optional<String> recording) {
  static final String DEFAULT = "default";

  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(s|min|h|d)");
  private static final Map<String, Long> UNIT_SECONDS =
      Map.of("s", 1L, "min", 60L, "h", 3_600L, "d", 86_400L);

  /** What it makes of how a channel was run before. */
  UnaryOperator<ChannelPolicies> change() throws ProblemException {
    var second = own(secondPublisher, ofWords("secondPublisher", SecondPublisher.values()));
    var window = own(dvr, ChannelWords::parseWindow);
    var rungs = own(ladder, Ladder::parse);
    var runs = own(ladderRuns, ofWords("ladderRuns", LadderRuns.values()));
    var recorded = parsed(recording, ofWords("record", Recording.values()));
    return before ->
        new ChannelPolicies(
            second.orElse(before.secondPublisher()),
            window.orElse(before.dvr()),
            rungs.orElse(before.ladder()),
            runs.orElse(before.ladderRuns()),
            recorded.orElse(before.recording()));
  }

  /** What is said, of which the inner is empty for {@value #DEFAULT}. */
  private static <T> Optional<Optional<T>> own(Optional<String> word, Function<String, T> parser)
      throws ProblemException {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(word.get().equals(DEFAULT) ? Optional.empty() : parsed(word, parser));
  }

  private static <T> Optional<T> parsed(Optional<String> word, Function<String, T> parser)
      throws ProblemException {
    try {
      return word.map(parser);
    } catch (IllegalArgumentException malformed) {
      throw new ProblemException(400, "This is not what belongs here: " + malformed.getMessage());
    }
  }

  private static <E extends Enum<E>> Function<String, E> ofWords(String name, E[] constants) {
    return word ->
        Arrays.stream(constants)
            .filter(constant -> word(constant).equals(word))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    name
                        + " is one of "
                        + Arrays.stream(constants).map(ChannelWords::word).toList()));
  }

  private static Duration parseWindow(String text) {
    Matcher form = DURATION.matcher(text);
    if (text.equals("off") || text.equals("all")) {
      return text.equals("off") ? Duration.ZERO : ChannelPolicies.ALL;
    }
    if (!form.matches()) {
      throw new IllegalArgumentException("dvr is default, off, all, or a duration such as 30min");
    }
    var window =
        Duration.ofSeconds(
            Long.parseLong(form.group(1)) * UNIT_SECONDS.getOrDefault(form.group(2), 1L));
    if (window.compareTo(ChannelPolicies.ALL) > 0) {
      throw new IllegalArgumentException("dvr is a hundred years at most; all has no end");
    }
    return window;
  }

  /** In the largest unit of which it is a whole number. */
  static String window(Duration window) {
    if (window.isZero()) {
      return "off";
    }
    if (window.equals(ChannelPolicies.ALL)) {
      return "all";
    }
    long seconds = window.toSeconds();
    Map.Entry<String, Long> unit =
        UNIT_SECONDS.entrySet().stream()
            .filter(candidate -> seconds % candidate.getValue() == 0)
            .max(Map.Entry.comparingByValue())
            .orElseThrow();
    return seconds / unit.getValue() + unit.getKey();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> String word(Optional<E> constant) {
    return constant.map(ChannelWords::word).orElse(DEFAULT);
  }
}
