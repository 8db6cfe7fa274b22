package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Rendition;
import dev.weir.library.Rendition.Role;
import dev.weir.library.TextLabel;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackNamesTest {
  @ParameterizedTest
  @CsvSource({
    "de, Deutsch",
    "en, English",
    "pt-BR, Português (Brasil)",
    "ja, 日本語",
    "xx, ''",
    "und, ''",
  })
  void saysALanguageInItself(String tag, String name) {
    assertThat(name(Optional.of(tag), Optional.empty())).isEqualTo(name);
  }

  @Test
  void saysWhatItIsFor() {
    assertThat(name(Optional.of("de"), Optional.empty(), Role.FORCED, Role.DEFAULT))
        .isEqualTo("Deutsch, forced");
    assertThat(name(Optional.of("en"), Optional.empty(), Role.CAPTION)).isEqualTo("English CC");
    assertThat(name(Optional.of("en"), Optional.empty(), Role.DESCRIPTION, Role.COMMENTARY))
        .isEqualTo("English, audio description, commentary");
  }

  @Test
  void leavesTheNameThatItsOwnerGave() {
    assertThat(name(Optional.of("de"), Optional.of("Signs"), Role.FORCED)).isEqualTo("Signs");
    assertThat(name(Optional.empty(), Optional.empty(), Role.COMMENTARY)).isEmpty();
  }

  private static String name(Optional<String> language, Optional<String> label, Role... roles) {
    return TrackNames.of(
        Rendition.text("a", "text-1", 0, new TextLabel(language, label, Set.of(roles)), 1));
  }
}
