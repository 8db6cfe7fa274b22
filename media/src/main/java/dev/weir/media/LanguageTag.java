package dev.weir.media;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What files and people say of languages, as the shortest tag of BCP 47 (RFC 5646). Pure. */
public final class LanguageTag {
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}");
  private static final int MOST_CHARACTERS = 35;

  /** ISO 639-2/B, which some writers use, for what ISO 639-1 has. */
  private static final Map<String, String> BIBLIOGRAPHIC =
      Map.ofEntries(
          Map.entry("alb", "sq"),
          Map.entry("arm", "hy"),
          Map.entry("baq", "eu"),
          Map.entry("bur", "my"),
          Map.entry("chi", "zh"),
          Map.entry("cze", "cs"),
          Map.entry("dut", "nl"),
          Map.entry("fre", "fr"),
          Map.entry("geo", "ka"),
          Map.entry("ger", "de"),
          Map.entry("gre", "el"),
          Map.entry("ice", "is"),
          Map.entry("mac", "mk"),
          Map.entry("mao", "mi"),
          Map.entry("may", "ms"),
          Map.entry("per", "fa"),
          Map.entry("rum", "ro"),
          Map.entry("slo", "sk"),
          Map.entry("tib", "bo"),
          Map.entry("wel", "cy"));

  /** ISO 639-2/T → ISO 639-1. */
  private static final Map<String, String> TERMINOLOGY =
      Arrays.stream(Locale.getISOLanguages())
          .collect(
              toUnmodifiableMap(
                  code -> Locale.of(code).getISO3Language(), code -> code, (first, _) -> first));

  private LanguageTag() {}

  /**
   * Any tag, of which the language is shortened where it can be: {@code ger} is {@code de}. Empty
   * for what is none, and for {@code und}.
   */
  public static Optional<String> of(String tag) {
    if (tag.length() > MOST_CHARACTERS || !TAG.matcher(tag).matches()) {
      return Optional.empty();
    }
    int end = tag.indexOf('-') < 0 ? tag.length() : tag.indexOf('-');
    String language = tag.substring(0, end).toLowerCase(Locale.ROOT);
    String shortened =
        BIBLIOGRAPHIC.getOrDefault(language, TERMINOLOGY.getOrDefault(language, language));
    return Optional.of(Locale.forLanguageTag(shortened + tag.substring(end)).toLanguageTag())
        .filter(known -> !known.equals("und"));
  }
}
