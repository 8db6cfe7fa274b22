package dev.weir.testkit.hls;

import static dev.weir.testkit.hls.HlsTexts.AUDIO;
import static dev.weir.testkit.hls.HlsTexts.I_FRAMES;
import static dev.weir.testkit.hls.HlsTexts.MULTIVARIANT;
import static dev.weir.testkit.hls.HlsTexts.VALID;
import static dev.weir.testkit.hls.HlsTexts.WITH_I_FRAMES;
import static dev.weir.testkit.hls.HlsTexts.change;
import static dev.weir.testkit.hls.HlsTexts.sections;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.rules.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each case breaks one rule of a text that is right otherwise. */
class HlsRulesTest {
  @Test
  void findsNothingInTextsThatAreRight() {
    assertThat(HlsRules.checkMedia(VALID)).isEmpty();
    assertThat(check(MULTIVARIANT, VALID, AUDIO)).isEmpty();
    assertThat(HlsRules.checkSuccession(VALID, VALID)).isEmpty();
  }

  @Test
  void findsNothingInIFramesThatAreRight() {
    assertThat(HlsRules.checkMedia(I_FRAMES)).isEmpty();
    assertThat(checkWithIFrames(WITH_I_FRAMES, I_FRAMES)).isEmpty();
  }

  /** Appendix B.1. */
  @Test
  void allowsReportsOnIFrames() {
    String report = "#EXT-X-RENDITION-REPORT:URI=\"../video/iframes.m3u8\",LAST-MSN=9\n";
    var texts =
        Map.of(
            "video/index.m3u8", VALID + report,
            "audio/index.m3u8", AUDIO + report,
            "video/iframes.m3u8", I_FRAMES);

    assertThat(HlsRules.check(WITH_I_FRAMES, texts)).isEmpty();
    assertThat(sections(check(MULTIVARIANT, VALID + report, AUDIO))).containsExactly("4.4.5.4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.4.3.6 | #EXT-X-BYTERANGE:30000@0\\n | ''",
        "4.4.3.6 | '#EXT-X-MAP:URI=\"init-1.mp4\"\\n' | '#EXT-X-DISCONTINUITY\\n'",
        "4.4.4.2 | 30000@0 | 30000",
        "4.4.4.9 4.4.3.7 4.4.3.8 | #EXT-X-GAP | '#EXT-X-GAP\\n#EXT-X-PART:DURATION=2.0,URI=\"102.0.m4s\",GAP=YES'",
        "6.2.1 | #EXT-X-VERSION:5 | #EXT-X-VERSION:6",
        "8 | #EXT-X-VERSION:5 | #EXT-X-VERSION:4",
      })
  void findsWhatIsWrongWithIFrames(String sections, String from, String to) {
    assertThat(sections(HlsRules.checkMedia(change(I_FRAMES, from, to))))
        .containsAnyOf(sections.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.4.6.3 | BANDWIDTH=90 | FRAME-RATE=30.000,BANDWIDTH=90",
        "4.4.6.3 | ',RESOLUTION=1280x720,URI' | ,URI",
        "4.4.6.3 | BANDWIDTH=90 | BANDWIDTH=0",
        "6.2.4 | video/iframes.m3u8 | video/other.m3u8",
      })
  void findsWhatIsWrongWithTheirVariant(String section, String from, String to) {
    assertThat(sections(checkWithIFrames(change(WITH_I_FRAMES, from, to), I_FRAMES)))
        .containsOnly(section);
  }

  private static List<Violation> checkWithIFrames(String multivariant, String iFrames) {
    return HlsRules.check(
        multivariant,
        Map.of(
            "video/index.m3u8", VALID, "audio/index.m3u8", AUDIO, "video/iframes.m3u8", iFrames));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.4.1.1 | #EXTM3U\\n | ''",
        "4.1 | 102.m4s | '102.m4s '",
        "4.1 | #EXT-X-GAP | '#EXT-X-GAP:\u0007'",
        "4.1 | #EXT-X-GAP | #EXT-X-GAPS\\n#EXT-X-GAP",
        "4.1 | #EXT-X-GAP | '#EXT-X-STREAM-INF:BANDWIDTH=1\\n#EXT-X-GAP'",
        "4.2 4.4.3.8 | CAN-BLOCK-RELOAD=YES | 'CAN-BLOCK-RELOAD=YES,CAN-BLOCK-RELOAD=YES'",
        "4.2 | LAST-PART=0 | LAST-PART=-1",
        "4.2 | 'URI=\"106.0.m4s\"' | URI=106.0.m4s",
        "4.4.1.2 | #EXT-X-VERSION:6 | #EXT-X-VERSION:6\\n#EXT-X-VERSION:6",
        "8 | #EXT-X-VERSION:6 | #EXT-X-VERSION:5",
        "6.2.1 | #EXT-X-VERSION:6 | #EXT-X-VERSION:9",
        "4.4.3.1 | #EXTINF:2.00000 | #EXTINF:2.50000",
        "4.4.3.2 | #EXT-X-MEDIA-SEQUENCE:7 | #EXT-X-MEDIA-SEQUENCE:x",
        "4.4.3.3 | #EXT-X-GAP | #EXT-X-GAP\\n#EXT-X-DISCONTINUITY-SEQUENCE:1",
        "4.4.3.5 | #EXT-X-PART-INF | #EXT-X-PLAYLIST-TYPE:LIVE\\n#EXT-X-PART-INF",
        "4.4.3.7 4.4.4.9 | PART-TARGET=0.501 | PART-TARGETS=0.501",
        "4.4.3.8 | PART-HOLD-BACK=1.503 | PART-HOLD-BACK=1.502",
        "4.4.3.8 | ',PART-HOLD-BACK=1.503' | ''",
        "4.4.3.8 | HOLD-BACK=6.0 | HOLD-BACK=5.9",
        "4.4.3.8 | CAN-SKIP-UNTIL=12.0 | CAN-SKIP-UNTIL=11.9",
        "4.4.3.8 | CAN-SKIP-UNTIL=12.0 | CAN-SKIP-DATERANGES=YES",
        "4.4.4.1 | '#EXTINF:2.00000,\\n102.m4s' | 102.m4s",
        "4.4.4.1 | '#EXTINF:1.80000,' | #EXTINF:1.80000",
        "4.4.4.5 | '#EXT-X-MAP:URI=\"init-2.mp4\"' | '#EXT-X-MAP:BYTERANGE=\"1@0\"'",
        "4.4.4.6 | 2026-01-02T03:04:09.000Z | 2026-01-02T03:04:09.000",
        "6.2.1 | #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:09.000Z\\n | ''",
        "4.4.4.9 | 'DURATION=0.50000,URI=\"106.0' | 'DURATION=0.50200,URI=\"106.0'",
        "4.4.4.9 | 'DURATION=0.50000,URI=\"104.1' | 'DURATION=0.50010,URI=\"104.1'",
        "4.4.5.2 8 6.2.5.1 | #EXT-X-MAP:URI=\"init-2.mp4\"\\n | '#EXT-X-MAP:URI=\"init-2.mp4\"\\n#EXT-X-SKIP:SKIPPED-SEGMENTS=1\\n'",
        "4.4.5.3 | 106.1.m4s | 106.0.m4s",
        "4.4.5.3 | TYPE=PART | TYPE=PARTS",
        "6.2.6 | #EXT-X-RENDITION | '#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"9\"\\n#EXT-X-RENDITION'",
        "4.4.5.4 | ../audio/index.m3u8 | http://host/audio/index.m3u8",
        "4.4.5.4 | 'LAST-MSN=10,' | ''",
      })
  void findsWhatIsWrongWithAMediaPlaylist(String sections, String from, String to) {
    assertThat(sections(HlsRules.checkMedia(change(VALID, from, to))))
        .containsOnly(sections.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A short part that is neither last nor independent, made up for by the next.
        "4.4.4.9 | '0.50000,URI=\"104.1.m4s\"' | '0.40000,URI=\"104.1.m4s\"' | 1.80000 | 1.70000",
        "4.4.4.9 | '0.30000,URI=\"104.3.m4s\"' | '0.60000,URI=\"104.3.m4s\"' | 1.80000 | 2.10000",
      })
  void measuresParts(String section, String from, String to, String fromTotal, String toTotal) {
    String text = change(change(VALID, from, to), fromTotal, toTotal);

    assertThat(sections(HlsRules.checkMedia(text))).containsExactly(section);
  }

  @Test
  void allowsAShortPartBeforeAGap() {
    String text =
        change(VALID, "0.50000,URI=\"104.1.m4s\"", "0.10000,URI=\"104.1.m4s\"")
            .replace("URI=\"104.2.m4s\"", "URI=\"104.2.m4s\",GAP=YES")
            .replace("1.80000", "1.40000");

    assertThat(HlsRules.checkMedia(text)).isEmpty();
  }

  @Test
  void wantsTheTagsOfASegmentBeforeItsFirstPart() {
    String part = "#EXT-X-PART:DURATION=0.50000,URI=\"104.0.m4s\",INDEPENDENT=YES\n";
    String text =
        change(VALID, part, "").replace("#EXT-X-DISCONTINUITY\n", part + "#EXT-X-DISCONTINUITY\n");

    assertThat(sections(HlsRules.checkMedia(text))).contains("4.4.4.3", "4.4.4.5", "4.4.4.6");
  }

  @Test
  void wantsPartsOfOldSegmentsGone() {
    String parts = "#EXT-X-PART:DURATION=0.50000,URI=\"100.0.m4s\",INDEPENDENT=YES\n".repeat(4);
    String late = "#EXTINF:2.00000,\n107.m4s\n#EXTINF:2.00000,\n108.m4s\n";
    String text =
        change(VALID, "#EXTINF:2.00000,\n100.m4s", parts + "#EXTINF:2.00000,\n100.m4s")
            .replace("#EXT-X-DISCONTINUITY\n", late + "#EXT-X-DISCONTINUITY\n");

    assertThat(sections(HlsRules.checkMedia(text))).containsExactly("6.2.2");
  }

  @Test
  void wantsNothingOpenAtTheEnd() {
    assertThat(sections(HlsRules.checkMedia(VALID + "#EXT-X-ENDLIST\n")))
        .containsExactly("4.4.3.4", "4.4.5.3");
  }

  @Test
  void wantsADeltaUpdateToKeepWhatIsNear() {
    String delta =
        change(VALID, "#EXT-X-MAP:URI=\"init-1.mp4\"\n", "#EXT-X-SKIP:SKIPPED-SEGMENTS=3\n")
            .replace("#EXT-X-VERSION:6", "#EXT-X-VERSION:9");
    String many = "#EXTINF:2.00000,\n1.m4s\n".repeat(5);

    assertThat(sections(HlsRules.checkMedia(delta))).containsExactly("6.2.5.1");
    assertThat(
            HlsRules.checkMedia(
                change(delta, "#EXT-X-DISCONTINUITY\n", many + "#EXT-X-DISCONTINUITY\n")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.1 | #EXT-X-INDEPENDENT-SEGMENTS | #EXT-X-ENDLIST",
        "4.4.6.1 4.4.6.2 | TYPE=AUDIO | TYPE=SOUND",
        "4.4.6.1 | AUTOSELECT=YES | AUTOSELECT=NO",
        "4.4.6.1 | ',CHANNELS=\"2\"' | ''",
        "4.4.6.1 | ',NAME=\"a\"' | ''",
        "4.4.6.2 | AVERAGE-BANDWIDTH=100 | AVERAGE-BANDWIDTH=201",
        "4.4.6.2 | BANDWIDTH=200,AVERAGE-BANDWIDTH=100 | BANDWIDTH=0",
        "4.4.6.2 | ',CODECS=\"avc1.64001f,mp4a.40.2\"' | ''",
        "4.4.6.2 | ',RESOLUTION=1280x720' | ''",
        "4.4.6.2 | FRAME-RATE=30.000 | FRAME-RATE=30.0",
        "4.4.6.2 | 'AUDIO=\"audio\"' | 'AUDIO=\"sound\"'",
        "4.4.6.2 4.4.5.4 | video/index.m3u8\\n | ''",
        "6.2.4 4.4.5.4 | audio/index.m3u8 | sound/index.m3u8",
      })
  void findsWhatIsWrongWithAMultivariantPlaylist(String sections, String from, String to) {
    assertThat(sections(check(change(MULTIVARIANT, from, to), VALID, AUDIO)))
        .containsOnly(sections.split(" "));
  }

  @Test
  void wantsOneDefaultAndOtherNamesInAGroup() {
    String media =
        MULTIVARIANT.lines().filter(l -> l.contains("-MEDIA:")).findFirst().orElseThrow();
    String twice = change(MULTIVARIANT, media, media + "\n" + media);

    assertThat(sections(check(twice, VALID, AUDIO))).containsExactly("4.4.6.1.1", "4.4.6.1.1");
  }

  @Test
  void wantsClosedCaptionsNoneOnAllOrNone() {
    String more =
        MULTIVARIANT + "#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"mp4a.40.2\"\nvideo/index.m3u8\n";

    assertThat(sections(check(more, VALID, AUDIO))).containsExactly("4.4.6.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6.2.4 4.4.3.1 | #EXT-X-TARGETDURATION:2 | #EXT-X-TARGETDURATION:1",
        "6.2.4 | HOLD-BACK=6.0 | HOLD-BACK=7.0",
        "6.2.4 | #EXT-X-DISCONTINUITY-SEQUENCE:1 | #EXT-X-DISCONTINUITY-SEQUENCE:2",
        "4.4.5.4 | ../video/index.m3u8 | ../other/index.m3u8",
      })
  void wantsRenditionsToAgree(String sections, String from, String to) {
    assertThat(sections(check(MULTIVARIANT, VALID, change(AUDIO, from, to))))
        .containsOnly(sections.split(" "));
  }

  @Test
  void wantsDatesInAllRenditionsOrNone() {
    String undated = AUDIO.replaceAll("#EXT-X-PROGRAM-DATE-TIME:.*\n", "");

    assertThat(sections(check(MULTIVARIANT, VALID, undated))).containsExactly("6.2.4");
  }

  private static List<Violation> check(String multivariant, String video, String audio) {
    return HlsRules.check(
        multivariant, Map.of("video/index.m3u8", video, "audio/index.m3u8", audio));
  }
}
