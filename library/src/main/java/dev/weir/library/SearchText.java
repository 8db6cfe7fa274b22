package dev.weir.library;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text as it is looked for: an "Ü" is the same whether it is small or large, and of one character
 * or of two. Of the databases themselves, SQLite knows this for ASCII alone. Stateless.
 */
final class SearchText {
  private SearchText() {}

  static String of(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
