package dev.weir.container.mp4;

import dev.weir.media.LanguageTag;
import java.util.List;
import java.util.Optional;

/** What files say of languages, as the shortest tag of BCP 47. Immutable. */
final class Languages {
  /** Below are the numbers of Macintosh, QuickTime File Format, Language Code Values. */
  private static final int LEAST_PACKED = 0x400;

  private static final int UNSPECIFIED = 0x7FFF;
  private static final int FIRST_LETTER = 0x60;

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

  private Languages() {}

  /** From {@code mdhd}: three letters of five bits, ISO/IEC 14496-12 §8.4.2. */
  static Optional<String> ofPacked(int code) {
    if (code == UNSPECIFIED) {
      return Optional.empty();
    }
    if (code < LEAST_PACKED) {
      return code < OF_MACINTOSH.size() ? LanguageTag.of(OF_MACINTOSH.get(code)) : Optional.empty();
    }
    var letters = new StringBuilder();
    for (int shift = 10; shift >= 0; shift -= 5) {
      letters.append((char) (FIRST_LETTER + (code >> shift & 0x1F)));
    }
    return LanguageTag.of(letters.toString());
  }
}
