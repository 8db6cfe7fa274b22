package dev.weir.testkit.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.rules.Violation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Playlists that are right, and how tests spoil them. */
final class HlsTexts {
  static final String VALID =
      """
      #EXTM3U
      #EXT-X-VERSION:6
      #EXT-X-TARGETDURATION:2
      #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.503,HOLD-BACK=6.0,CAN-SKIP-UNTIL=12.0
      #EXT-X-PART-INF:PART-TARGET=0.501
      #EXT-X-MEDIA-SEQUENCE:7
      #EXT-X-DISCONTINUITY-SEQUENCE:1
      #EXT-X-MAP:URI="init-1.mp4"
      #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.000Z
      #EXTINF:2.00000,
      100.m4s
      #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:07.000Z
      #EXT-X-GAP
      #EXTINF:2.00000,
      102.m4s
      #EXT-X-DISCONTINUITY
      #EXT-X-MAP:URI="init-2.mp4"
      #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:09.000Z
      #EXT-X-PART:DURATION=0.50000,URI="104.0.m4s",INDEPENDENT=YES
      #EXT-X-PART:DURATION=0.50000,URI="104.1.m4s"
      #EXT-X-PART:DURATION=0.50000,URI="104.2.m4s"
      #EXT-X-PART:DURATION=0.30000,URI="104.3.m4s"
      #EXTINF:1.80000,
      104.m4s
      #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:11.000Z
      #EXT-X-PART:DURATION=0.50000,URI="106.0.m4s",INDEPENDENT=YES
      #EXT-X-PRELOAD-HINT:TYPE=PART,URI="106.1.m4s"
      #EXT-X-RENDITION-REPORT:URI="../audio/index.m3u8",LAST-MSN=10,LAST-PART=0
      """;

  static final String MULTIVARIANT =
      """
      #EXTM3U
      #EXT-X-VERSION:4
      #EXT-X-INDEPENDENT-SEGMENTS
      #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="a",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio/index.m3u8"
      #EXT-X-STREAM-INF:BANDWIDTH=200,AVERAGE-BANDWIDTH=100,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=30.000,AUDIO="audio",CLOSED-CAPTIONS=NONE
      video/index.m3u8
      """;

  static final String I_FRAMES =
      """
      #EXTM3U
      #EXT-X-VERSION:5
      #EXT-X-TARGETDURATION:2
      #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,HOLD-BACK=6.0
      #EXT-X-MEDIA-SEQUENCE:7
      #EXT-X-DISCONTINUITY-SEQUENCE:1
      #EXT-X-I-FRAMES-ONLY
      #EXT-X-MAP:URI="init-1.mp4"
      #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.000Z
      #EXTINF:2.00000,
      #EXT-X-BYTERANGE:30000@0
      100.m4s
      #EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:07.000Z
      #EXT-X-GAP
      #EXTINF:2.00000,
      102.m4s
      """;

  static final String WITH_I_FRAMES =
      MULTIVARIANT
          + "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=90,CODECS=\"avc1.64001f\",RESOLUTION=1280x720,"
          + "URI=\"video/iframes.m3u8\"\n";

  static final String AUDIO = VALID.replace("../audio/", "../video/");

  private HlsTexts() {}

  /** The text with the first {@code from} replaced, which must be in it. */
  static String change(String text, String from, String to) {
    String wanted = from.replace("\\n", "\n");
    assertThat(text).contains(wanted);
    return text.replaceFirst(
        Pattern.quote(wanted), Matcher.quoteReplacement(to.replace("\\n", "\n")));
  }

  /** Of the specification, one for each violation. */
  static List<String> sections(List<Violation> violations) {
    return violations.stream().map(Violation::section).toList();
  }
}
