package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadMetadataTest {
  @Test
  void readsWhatPeopleWant() {
    String text = "filename " + base64("Die Brücke.mkv") + ",title " + base64("Die Brücke") + ",x";

    var metadata = UploadMetadata.parse(text).orElseThrow();

    assertThat(metadata.fileName()).contains("Die Brücke.mkv");
    assertThat(metadata.title()).contains("Die Brücke");
    assertThat(metadata.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "x ", "a eA==,b", "filename", "filename ,title "})
  void mayLackThem(String text) {
    var metadata = UploadMetadata.parse(text).orElseThrow();

    assertThat(metadata.fileName()).isEmpty();
    assertThat(metadata.title()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd,passwd",
    "C:\\film.mkv,film.mkv",
    "a/b\\c.mp4,c.mp4",
    "'  a b  ',a b",
    "'gpj\u202Egpj.exe',gpjgpj.exe",
    "'a\u0000b\r\nc',abc"
  })
  void cleansNames(String sent, String kept) {
    assertThat(UploadMetadata.parse("filename " + base64(sent)).orElseThrow().fileName())
        .contains(kept);
  }

  @Test
  void shortensNames() {
    String sent = "filename " + base64("🎬".repeat(300));

    assertThat(UploadMetadata.parse(sent).orElseThrow().fileName()).contains("🎬".repeat(255));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filename %",
        "filename a b",
        "a eA==,a eA==",
        ",",
        "a,,b",
        "filename gICA",
        "schlüssel eA=="
      })
  void refusesWhatHasAnotherForm(String text) {
    assertThat(UploadMetadata.parse(text)).isEmpty();
  }

  @Test
  void refusesTooMuch() {
    assertThat(UploadMetadata.parse("a".repeat(65))).isEmpty();
    assertThat(UploadMetadata.parse("a " + base64("x".repeat(4000)))).isEmpty();
    var pairs = new StringBuilder("k0");
    for (int i = 1; i < 33; i++) {
      pairs.append(",k").append(i);
    }
    assertThat(UploadMetadata.parse(pairs.toString())).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
