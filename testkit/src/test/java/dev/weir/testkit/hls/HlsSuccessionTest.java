package dev.weir.testkit.hls;

import static dev.weir.testkit.hls.HlsTexts.VALID;
import static dev.weir.testkit.hls.HlsTexts.change;
import static dev.weir.testkit.hls.HlsTexts.sections;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the next version of a media playlist may say, and what it may not. */
class HlsSuccessionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6.2.1 | #EXT-X-TARGETDURATION:2 | #EXT-X-TARGETDURATION:3",
        "6.2.1 | PART-TARGET=0.501 | PART-TARGET=0.502",
        "6.2.1 | HOLD-BACK=6.0 | HOLD-BACK=6.1",
        "6.2.2 6.2.1 | #EXT-X-MEDIA-SEQUENCE:7 | #EXT-X-MEDIA-SEQUENCE:6",
        "6.2.2 | #EXT-X-DISCONTINUITY-SEQUENCE:1 | #EXT-X-DISCONTINUITY-SEQUENCE:0",
        "6.2.2 | #EXT-X-DISCONTINUITY-SEQUENCE:1 | #EXT-X-DISCONTINUITY-SEQUENCE:2",
        "6.2.1 | \\n102.m4s | \\n103.m4s",
        "6.2.1 | 'EXTINF:1.80000' | 'EXTINF:1.80001'",
        "6.2.1 | #EXT-X-GAP\\n | ''",
        "6.2.1 | init-2.mp4 | init-3.mp4",
        "6.2.1 | 2026-01-02T03:04:07.000Z | 2026-01-02T03:04:07.001Z",
        "6.2.1 | 104.2.m4s | 104.9.m4s",
        "6.2.1 | '#EXT-X-PART:DURATION=0.50000,URI=\"106.0.m4s\",INDEPENDENT=YES\\n' | ''",
        "4.4.5.3 | #EXT-X-PRELOAD | '#EXT-X-PART:DURATION=0.5,URI=\"106.9.m4s\"\\n#EXT-X-PRELOAD'",
      })
  void findsWhatMayNotChange(String sections, String from, String to) {
    assertThat(sections(HlsRules.checkSuccession(VALID, change(VALID, from, to))))
        .containsOnly(sections.split(" "));
  }

  @Test
  void wantsThreeTargetDurationsLeft() {
    String first =
        VALID.substring(
            VALID.indexOf("#EXT-X-PROGRAM"),
            VALID.indexOf("#EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:07"));
    String shorter = change(VALID, first, "").replace("SEQUENCE:7", "SEQUENCE:8");

    assertThat(sections(HlsRules.checkSuccession(VALID, shorter))).containsExactly("6.2.2");
  }

  @Test
  void wantsTheEndToBeTheEnd() {
    String ended =
        VALID.substring(0, VALID.indexOf("#EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:11"))
            + "#EXT-X-ENDLIST\n";

    assertThat(sections(HlsRules.checkSuccession(ended, VALID))).containsExactly("6.2.1", "6.2.1");
  }

  @Test
  void allowsPartsToGrowAndToGo() {
    String grown =
        change(
            VALID,
            "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"106.1.m4s\"",
            "#EXT-X-PART:DURATION=0.50000,URI=\"106.1.m4s\"\n"
                + "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"106.2.m4s\"");
    String cleared = grown.replaceAll("#EXT-X-PART:[^\n]*104[^\n]*\n", "");

    assertThat(HlsRules.checkSuccession(VALID, grown)).isEmpty();
    assertThat(HlsRules.checkSuccession(grown, cleared)).isEmpty();
    assertThat(sections(HlsRules.checkSuccession(cleared, grown))).contains("6.2.1");
  }

  @Test
  void judgesNoHintWhosePartHasComeAndGone() {
    int tail = VALID.lastIndexOf("#EXT-X-PART:DURATION=0.50000,URI=\"106.");
    String later =
        VALID.substring(0, tail)
            + "#EXTINF:2.00000,\n106.m4s\n"
            + "#EXT-X-PART:DURATION=0.50000,URI=\"107.0.m4s\",INDEPENDENT=YES\n";

    assertThat(HlsRules.checkSuccession(VALID, later)).isEmpty();
  }

  @Test
  void judgesNoHintWhoseSegmentHasLeftThePlaylist() {
    String later =
        VALID
                .substring(0, VALID.indexOf("#EXT-X-MAP"))
                .replace("MEDIA-SEQUENCE:7", "MEDIA-SEQUENCE:11")
                .replace("DISCONTINUITY-SEQUENCE:1", "DISCONTINUITY-SEQUENCE:2")
            + "#EXT-X-MAP:URI=\"init-2.mp4\"\n"
            + segment(108)
            + segment(110)
            + segment(112);

    assertThat(HlsRules.checkSuccession(VALID, later)).isEmpty();
    assertThat(
            sections(HlsRules.checkSuccession(VALID, later.replace("SEQUENCE:11", "SEQUENCE:10"))))
        .contains("4.4.5.3");
  }

  @Test
  void judgesNoHintWhoseSegmentEndedWithoutIt() {
    String ended =
        VALID.replaceAll("#EXT-X-(PRELOAD|RENDITION)[^\n]*\n", "") + "#EXTINF:0.50000,\n106.m4s\n";
    String next = ended + "#EXT-X-PART:DURATION=0.50000,URI=\"107.0.m4s\",INDEPENDENT=YES\n";

    assertThat(HlsRules.checkSuccession(VALID, ended)).isEmpty();
    assertThat(HlsRules.checkSuccession(VALID, next)).isEmpty();
  }

  /** Of two seconds in four parts. */
  private static String segment(int seconds) {
    var text = new StringBuilder();
    for (int part = 0; part < 4; part++) {
      text.append("#EXT-X-PART:DURATION=0.50000,URI=\"%d.%d.m4s\"\n".formatted(seconds, part));
    }
    return text.append("#EXTINF:2.00000,\n%d.m4s\n".formatted(seconds)).toString();
  }
}
