package dev.weir.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagTest {
  @ParameterizedTest
  @CsvSource({
    "de, de",
    "ger, de",
    "deu, de",
    "ENG, en",
    "chi, zh",
    "pt-br, pt-BR",
    "zho-hant-tw, zh-Hant-TW",
    "gsw, gsw",
    "he, he"
  })
  void isAsShortAsItCanBe(String said, String tag) {
    assertThat(LanguageTag.of(said)).contains(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "und", "x", "en_US", "english!", "de-", "-de", "de\n"})
  void isNothingWhereNobodyKnows(String said) {
    assertThat(LanguageTag.of(said)).isEmpty();
  }

  @Test
  void isNoLongerThanWhatIsKept() {
    assertThat(LanguageTag.of("de" + "-abcdefgh".repeat(4))).isEmpty();
  }
}
