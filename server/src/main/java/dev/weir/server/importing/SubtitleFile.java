package dev.weir.server.importing;

import dev.weir.media.LanguageTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Subtitles that lie beside a film, whose name they have: {@code film.srt}, {@code film.de.srt},
 * {@code film.pt-BR.forced.ass}. Immutable.
 *
 * @param language of BCP 47; empty where the name does not say
 * @param kind as the API calls it
 */
public record SubtitleFile(Path file, String language, String kind) {
  private static final Set<String> ENDINGS = Set.of("srt", "vtt", "ass", "ssa");
  private static final Set<String> CAPTIONS = Set.of("sdh", "cc");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[a-z0-9]{2,8})*");
  private static final int MOST = 100;
  private static final String PLAIN = "subtitles";

  /** By their names. What says anything else in its name belongs to something else. */
  public static List<SubtitleFile> beside(Path film) throws IOException {
    @Nullable Path folder = film.toAbsolutePath().getParent();
    if (folder == null) {
      return List.of();
    }
    String name = name(film);
    int dot = name.lastIndexOf('.');
    String stem = (dot > 0 ? name.substring(0, dot) : name) + ".";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name(file).startsWith(stem) && Files.isRegularFile(file))
          .sorted()
          .flatMap(file -> read(file, name(file).substring(stem.length())).stream())
          .limit(MOST)
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * @param rest of the name, behind that of the film
   */
  private static Optional<SubtitleFile> read(Path file, String rest) {
    List<String> words = List.of(rest.toLowerCase(Locale.ROOT).split("\\.", -1));
    if (!ENDINGS.contains(words.getLast())) {
      return Optional.empty();
    }
    var found = Optional.of(new SubtitleFile(file, "", PLAIN));
    for (String word : words.subList(0, words.size() - 1)) {
      found = found.flatMap(known -> known.with(word));
    }
    return found;
  }

  /** Empty where that word says nothing of subtitles. */
  private Optional<SubtitleFile> with(String word) {
    if (word.equals("forced")) {
      return Optional.of(new SubtitleFile(file, language, "forced"));
    }
    // Behind a language it is not Hindi, but for the hearing impaired.
    if (CAPTIONS.contains(word) || (word.equals("hi") && !language.isEmpty())) {
      return Optional.of(new SubtitleFile(file, language, "captions"));
    }
    return language.isEmpty() && LANGUAGE.matcher(word).matches()
        ? LanguageTag.of(word).map(tag -> new SubtitleFile(file, tag, kind))
        : Optional.empty();
  }
}
