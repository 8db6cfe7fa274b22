package dev.weir.server;

import dev.weir.library.Rendition;
import dev.weir.library.Rendition.Role;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What sound and subtitles are called in a menu that their owner has not named. Pure. */
final class TrackNames {
  /** In the order in which they are told. */
  private static final Map<Role, String> PURPOSES =
      new EnumMap<>(
          Map.of(
              Role.FORCED, ", forced",
              Role.CAPTION, " CC",
              Role.DESCRIPTION, ", audio description",
              Role.COMMENTARY, ", commentary"));

  private TrackNames() {}

  /** Empty where there is neither a name nor a language that is known. */
  static String of(Rendition rendition) {
    return rendition
        .label()
        .or(() ->
            rendition
                .language()
                .map(TrackNames::language)
                .filter(name -> !name.isEmpty())
                .map(name -> name + purpose(rendition)))
        .orElse("");
  }

  /** In itself, as those who speak it look for it; empty where nobody knows. */
  private static String language(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    String name = locale.getDisplayName(locale);
    if (name.isEmpty() || name.equalsIgnoreCase(tag)) {
      return "";
    }
    int second = name.offsetByCodePoints(0, 1);
    return name.substring(0, second).toUpperCase(locale) + name.substring(second);
  }

  private static String purpose(Rendition rendition) {
    var told = new StringBuilder();
    PURPOSES.forEach((role, words) -> told.append(rendition.roles().contains(role) ? words : ""));
    return told.toString();
  }
}
