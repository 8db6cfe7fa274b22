package dev.weir.container.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.testkit.Mutations;
import dev.weir.testkit.ParserOracle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To fuzz: {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=SubtitlesFuzzTest -Dtest.jvm.args= …} */
class SubtitlesFuzzTest {
  private static final int MUTATIONS = 5_000;

  @FuzzTest
  void readsAnyText(byte[] input) {
    ParserOracle.accepts(SubtitlesFuzzTest::read, Bytes.wrap(input));
  }

  @FuzzTest
  void readsAnySample(byte[] input) {
    ParserOracle.accepts(
        sample -> TimedTextReader.read(sample, 0, 1000).ifPresent(SubtitlesFuzzTest::requireSound),
        Bytes.wrap(input));
    ParserOracle.accepts(
        sample -> WebVttSampleReader.read(sample, 0, 1000).forEach(SubtitlesFuzzTest::requireSound),
        Bytes.wrap(input));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1\n00:00:01,000 --> 00:00:02,000\n<i>a</i> &amp; b\n\n2\n00:01:00,5 --> 00:02:00\nx<y\n",
        "WEBVTT\n\nid\n00:01.000 --> 00:02.000 line:0\n<v Bob>a <b>c\n\n00:03.000 --> 00:04.0\nd\n",
        "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\i1}a{\\i0}\\N{\\b1}b\n",
      })
  void withstandsMutations(String text) {
    var mutations = new Mutations(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)), 1);
    int accepted = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      accepted += ParserOracle.accepts(SubtitlesFuzzTest::read, mutations.next()) ? 1 : 0;
    }

    assertThat(accepted).isBetween(MUTATIONS / 20, MUTATIONS * 99 / 100);
  }

  /** What we make of it, a file of WebVTT gives back. */
  private static void read(Bytes input) throws MediaFormatException {
    List<Cue> cues = Subtitles.read(input);
    cues.forEach(SubtitlesFuzzTest::requireSound);
    String written = WebVttWriter.file(cues);
    List<Cue> again = Subtitles.read(Bytes.wrap(written.getBytes(StandardCharsets.UTF_8)));
    if (!again.equals(cues)) {
      throw new AssertionError(cues + " became " + again);
    }
  }

  private static void requireSound(Cue cue) {
    if (cue.text().isEmpty() || cue.text().contains("\n\n") || cue.text().contains("-->")) {
      throw new AssertionError(cue);
    }
  }
}
