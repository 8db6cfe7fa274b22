package dev.weir.container.mp4;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What files say of languages, as the shortest tag of BCP 47. Immutable. */
final class Languages {
  /** Below are the numbers of Macintosh, QuickTime File Format, Language Code Values. */
  private static final int LEAST_PACKED = 0x400;

  private static final int UNSPECIFIED = 0x7FFF;
  private static final int FIRST_LETTER = 0x60;
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}");

  /**
   * By number; 0 is English, but also what writers leave who know of no language, and stands for
   * nothing.
   */
  private static final List<String> OF_MACINTOSH =
      List.of(
          """
          und fr de it nl sv es da pt no he ja ar fi el is mt tr hr zh-Hant ur hi th ko lt pl hu et \
          lv se fo fa ru zh-Hans nl-BE ga sq ro cs sk sl yi sr mk bg uk be uz kk az az hy ka ro ky \
          tg tk mn mn ps ku ks sd bo ne sa mr bn as gu pa or ml kn ta te si my km lo vi id tl ms ms \
          am ti om so sw\
          """
              .split(" "));

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

  private Languages() {}

  /** From {@code mdhd}: three letters of five bits, ISO/IEC 14496-12 §8.4.2. */
  static Optional<String> ofPacked(int code) {
    if (code == UNSPECIFIED) {
      return Optional.empty();
    }
    if (code < LEAST_PACKED) {
      return code < OF_MACINTOSH.size() ? said(OF_MACINTOSH.get(code)) : Optional.empty();
    }
    var letters = new StringBuilder();
    for (int shift = 10; shift >= 0; shift -= 5) {
      letters.append((char) (FIRST_LETTER + (code >> shift & 0x1F)));
    }
    return ofTag(letters.toString());
  }

  /** Any tag, of which the language is shortened where it can be; empty for what is none. */
  static Optional<String> ofTag(String tag) {
    if (!TAG.matcher(tag).matches()) {
      return Optional.empty();
    }
    int end = tag.indexOf('-') < 0 ? tag.length() : tag.indexOf('-');
    String language = tag.substring(0, end).toLowerCase(Locale.ROOT);
    String shortened =
        BIBLIOGRAPHIC.getOrDefault(language, TERMINOLOGY.getOrDefault(language, language));
    return said(Locale.forLanguageTag(shortened + tag.substring(end)).toLanguageTag());
  }

  private static Optional<String> said(String tag) {
    return tag.equals("und") ? Optional.empty() : Optional.of(tag);
  }
}
