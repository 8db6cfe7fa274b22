package dev.weir.testkit.dash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.rules.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each case breaks one rule of a text that is right otherwise. */
class MpdRulesTest {
  private static final String VALID =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="dynamic" availabilityStartTime="2026-01-02T03:04:05Z" publishTime="2026-01-02T03:05:00Z" minimumUpdatePeriod="PT1S" timeShiftBufferDepth="PT60S" suggestedPresentationDelay="PT6S" minBufferTime="PT2S" maxSegmentDuration="PT2.5S">
        <Period id="1" start="PT0S">
          <AdaptationSet id="1" mimeType="video/mp4" segmentAlignment="true">
            <Representation id="video" bandwidth="2000000" codecs="avc1.64001f" width="1280" height="720" frameRate="30">
              <SegmentTemplate timescale="10" presentationTimeOffset="100" initialization="i.mp4" media="$Time$.m4s">
                <SegmentTimeline>
                  <S t="100" d="20" r="1"/>
                  <S d="19"/>
                  <S t="180" d="20"/>
                </SegmentTimeline>
              </SegmentTemplate>
            </Representation>
          </AdaptationSet>
        </Period>
        <Period id="2" start="PT60S">
          <AdaptationSet id="2" mimeType="audio/mp4" segmentAlignment="true">
            <Representation id="audio" bandwidth="128000" codecs="mp4a.40.2" audioSamplingRate="48000">
              <AudioChannelConfiguration schemeIdUri="urn:mpeg:mpegB:cicp:ChannelConfiguration" value="2"/>
              <SegmentTemplate timescale="10" presentationTimeOffset="700" initialization="i.mp4" media="$Time$.m4s">
                <SegmentTimeline>
                  <S t="701" d="20"/>
                </SegmentTimeline>
              </SegmentTemplate>
            </Representation>
          </AdaptationSet>
        </Period>
        <UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-xsdate:2014" value="/api/v1/time"/>
      </MPD>
      """;

  private static final String LOW_LATENCY =
      VALID
          .replace(
              "  <Period id=\"1\"",
              """
                <ServiceDescription id="0">
                  <Latency referenceId="2" target="2000" max="6000" min="1000"/>
                  <PlaybackRate max="1.05" min="0.95"/>
                </ServiceDescription>
                <Period id="1"\
              """)
          .replace(
              "      <Representation id=\"audio\"",
              """
                    <ProducerReferenceTime id="2" inband="false" type="captured" wallClockTime="2026-01-02T03:05:00Z" presentationTime="701"/>
                    <Resync type="0" dT="5"/>
                    <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>
                    <Representation id="audio"\
              """)
          .replace(
              "presentationTimeOffset=\"700\"",
              "presentationTimeOffset=\"700\" availabilityTimeOffset=\"1.5\""
                  + " availabilityTimeComplete=\"false\"")
          .replace("<S t=\"701\" d=\"20\"/>", "<S t=\"701\" d=\"20\" r=\"1\"/>");

  @Test
  void findsNothingInATextThatIsRight() {
    assertThat(MpdRules.check(VALID)).isEmpty();
    assertThat(MpdRules.check(LOW_LATENCY)).isEmpty();
    assertThat(MpdRules.checkSuccession(VALID, VALID)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5.2.1 | </MPD> | ''",
        "5.2.1 | <MPD | '<!DOCTYPE MPD [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><MPD'",
        "5.3.1 | schema:mpd:2011 | schema:mpd:2012",
        "8.4.1 | isoff-live | isoff-main",
        "5.3.1.2 | type=\"dynamic\" | type=\"live\"",
        "5.3.1.2 | ' publishTime=\"2026-01-02T03:05:00Z\"' | ''",
        "5.3.1.2 | ' minBufferTime=\"PT2S\"' | ''",
        "5.3.1.2 | ' minimumUpdatePeriod=\"PT1S\"' | ''",
        "5.3.1.2 | 2026-01-02T03:04:05Z | 2026-01-02T03:04:05",
        "5.3.1.2 | type=\"dynamic\" | type=\"static\" mediaPresentationDuration=\"PT9S\"",
        "5.3.1.2 | PT2.5S | PT1.9S",
        "IOP 5 | PT60S | PT1M",
        "IOP 5 | timeShiftBufferDepth=\"PT60S\" | timeShiftBufferDepth=\"PT6S\"",
        "IOP 5 | http-xsdate | ntp",
        "5.3.2.2 | Period id=\"2\" | Period id=\"1\"",
        "5.3.2.2 | Period id=\"2\" | Period",
        "5.3.2.1 | 'id=\"2\" start=\"PT60S\"' | id=\"2\"",
        "5.3.2.1 | 'id=\"2\" start=\"PT60S\"' | id=\"2\" start=\"PT0S\"",
        "IOP 5 | AdaptationSet id=\"2\" | AdaptationSet",
        "IOP 5 | segmentAlignment=\"true\" | segmentAlignment=\"false\"",
        "5.3.5.2 | ' bandwidth=\"2000000\"' | ''",
        "5.3.7.2 | audio/mp4 | audio/webm",
        "5.3.7.2 | ' codecs=\"mp4a.40.2\"' | ''",
        "5.3.7.2 | frameRate=\"30\" | frameRate=\"29.97\"",
        "IOP 5 | ' width=\"1280\"' | ''",
        "IOP 5 | ' audioSamplingRate=\"48000\"' | ''",
        "IOP 5 | AudioChannelConfiguration | Channels",
        "5.3.9.4.4 | $Time$ | $Number$",
        "5.3.9.4.2 | initialization=\"i.mp4\" | ''",
        "5.3.9.2.2 | timescale=\"10\" | 'timescale=\"10\" duration=\"20\"'",
        "5.3.9.2.2 | presentationTimeOffset=\"700\" | presentationTimeOffset=\"900\"",
        "5.3.9.6 | '<S t=\"701\" d=\"20\"/>' | ''",
        "5.3.9.6.2 | 't=\"180\"' | 't=\"150\"'",
        "5.3.9.6.2 | 'd=\"19\"' | ''",
        "5.3.9.6.2 | 'd=\"19\"' | 'd=\"0\"'",
        "IOP 5 | 'd=\"19\"' | 'd=\"19\" n=\"3\"'",
        "IOP 5 | 't=\"701\"' | 't=\"9007199254740992\"'",
      })
  void findsWhatIsWrong(String section, String from, String to) {
    assertThat(sections(MpdRules.check(change(VALID, from, to)))).containsOnly(section);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IOP 5 low latency | ' availabilityTimeOffset=\"1.5\"' | ''",
        "IOP 5 low latency | ' availabilityTimeComplete=\"false\"' | ''",
        "5.3.9.2.2 | ' availabilityTimeOffset=\"1.5\"' | ' availabilityTimeOffset=\"0\"'",
        "IOP 5 low latency | <Latency | <Other",
        "IOP 5 low latency | <Resync | <Other",
        "IOP 5 low latency | 'dT=\"5\"' | ''",
        "5.12.2 | captured | taken",
        "5.12.2 | presentationTime=\"701\" | ''",
        "5.3.7.2 | '<Role schemeIdUri=\"urn:mpeg:dash:role:2011\" value=\"main\"/>' | '<Role/><Resync type=\"0\" dT=\"5\"/>'",
        "K.3.2 | target=\"2000\" | target=\"7000\"",
        "K.3.2 | referenceId=\"2\" | referenceId=\"3\"",
        "K.3.3 | min=\"0.95\" | min=\"1.05\"",
      })
  void findsWhatIsWrongWithLowLatency(String section, String from, String to) {
    assertThat(sections(MpdRules.check(change(LOW_LATENCY, from, to)))).containsOnly(section);
  }

  @Test
  void findsASegmentThatGrowsWhereNothingCan() {
    String ended =
        change(
            change(LOW_LATENCY, "dynamic", "static"),
            "minimumUpdatePeriod=\"PT1S\"",
            "mediaPresentationDuration=\"PT64S\"");

    assertThat(sections(MpdRules.check(ended))).containsOnly("5.3.9.2.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'<S t=\"701\" d=\"20\"/><S d=\"23\"/>'",
        "'<S t=\"701\" d=\"20\"/><S d=\"13\"/><S d=\"20\"/>'",
        "'<S t=\"701\" d=\"20\"/>'",
      })
  void allowsTheLastSegmentToEndElsewhereThanAnnounced(String next) {
    String newer = change(LOW_LATENCY, "<S t=\"701\" d=\"20\" r=\"1\"/>", next);

    assertThat(MpdRules.checkSuccession(LOW_LATENCY, newer)).isEmpty();
    assertThat(
            sections(
                MpdRules.checkSuccession(
                    LOW_LATENCY, change(newer, "<S t=\"701\" d=\"20\"", "<S t=\"701\" d=\"19\""))))
        .containsOnly("5.4.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5.4.1 | availabilityStartTime=\"2026 | availabilityStartTime=\"2025",
        "5.3.1.2 | publishTime=\"2026-01-02T03:05:00Z | publishTime=\"2026-01-02T03:04:59Z",
        "5.4.1 | start=\"PT60S\" | start=\"PT61S\"",
        "5.4.1 | Period id=\"1\" | Period id=\"0\"",
        "5.4.1 | AdaptationSet id=\"1\" | AdaptationSet id=\"3\"",
        "5.4.1 | Representation id=\"video\" | Representation id=\"v\"",
        "5.4.1 | avc1.64001f | avc1.640020",
        "5.4.1 | i.mp4 | j.mp4",
        "5.4.1 | presentationTimeOffset=\"100\" | presentationTimeOffset=\"101\"",
        "5.4.1 | '<S t=\"100\" d=\"20\" r=\"1\"/>' | '<S t=\"80\" d=\"20\" r=\"2\"/>'",
        "5.4.1 | '<S t=\"180\" d=\"20\"/>' | ''",
        "5.4.1 | '<S d=\"19\"/>' | '<S d=\"18\"/>'",
      })
  void findsWhatMayNotChange(String section, String from, String to) {
    assertThat(sections(MpdRules.checkSuccession(VALID, change(VALID, from, to))))
        .containsOnly(section);
  }

  @Test
  void findsAStaticMpdThatCameToLifeAgain() {
    String ended = change(VALID, "dynamic", "static");

    assertThat(sections(MpdRules.checkSuccession(ended, VALID))).containsExactly("5.4.1");
    assertThat(MpdRules.checkSuccession(VALID, ended)).isEmpty();
  }

  @Test
  void allowsSegmentsAndPeriodsToGoFromTheFront() {
    String fewer = change(VALID, "<S t=\"100\" d=\"20\" r=\"1\"/>", "<S t=\"120\" d=\"20\"/>");
    String second =
        VALID.substring(0, VALID.indexOf("  <Period id=\"1\""))
            + VALID.substring(VALID.indexOf("  <Period id=\"2\""));

    assertThat(MpdRules.checkSuccession(VALID, fewer)).isEmpty();
    assertThat(MpdRules.checkSuccession(VALID, second)).isEmpty();
    assertThat(sections(MpdRules.checkSuccession(second, VALID))).containsExactly("5.4.1");
  }

  private static String change(String text, String from, String to) {
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    return text.substring(0, at) + to + text.substring(at + from.length());
  }

  private static List<String> sections(List<Violation> violations) {
    return violations.stream().map(Violation::section).toList();
  }
}
