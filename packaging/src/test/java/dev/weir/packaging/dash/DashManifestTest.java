package dev.weir.packaging.dash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.codec.Eac3Config;
import dev.weir.packaging.Golden;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.Sketch;
import dev.weir.testkit.dash.MpdRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashManifestTest {
  private static final long START = Sketch.START_MILLIS;
  private static final long SECOND_START = START + 60_000;

  @Test
  void listsCompleteSegmentsAndTheOneThatGrows() {
    Presentation presentation = Sketch.live(Sketch.period(START, 100, 5, 2));

    Golden.assertText(write(presentation), "dash/live.mpd");
  }

  @Test
  void announcesTheNextSegmentAsSoonAsTheLastIsComplete() {
    assertThat(write(Sketch.live(Sketch.period(START, 0, 3, 0))))
        .contains("<S t=\"" + START * 90 + "\" d=\"180000\" r=\"3\"/>");
  }

  @Test
  void announcesNothingWhereNothingGrows() {
    String interrupted =
        write(
            Sketch.presentation(
                Presentation.State.INTERRUPTED,
                60_000,
                Sketch.ended(Sketch.period(START, 0, 3, 0))));

    assertThat(interrupted)
        .contains("<S t=\"" + START * 90 + "\" d=\"180000\" r=\"2\"/>")
        .contains("availabilityTimeComplete=\"false\"");
    assertThat(MpdRules.check(interrupted)).isEmpty();
  }

  @Test
  void expectsASegmentToBeAsLongAsTheLongestBeforeIt() {
    PeriodTrack video = Sketch.video(START, 0, 4, 1);
    List<Segment> segments = new ArrayList<>(video.segments());
    Segment second = segments.get(1);
    segments.set(
        1,
        new Segment(
            second.sequence(),
            second.startTicks(),
            190_000,
            second.wallMillis(),
            second.parts(),
            true));
    Period period =
        Sketch.with(Sketch.period(START, 0, 4, 1), 0, Sketch.withSegments(video, segments));

    assertThat(write(Sketch.live(period))).contains("<S d=\"190000\"/>\n          </Seg");
  }

  @Test
  void saysMoreOfASegmentThatHasOutgrownThoseBefore() {
    String before = write(Sketch.live(Sketch.period(START, 0, 3, 4)));
    String outgrown = write(Sketch.live(Sketch.period(START, 0, 3, 5)));

    assertThat(before)
        .contains("d=\"180000\" r=\"3\"/>")
        .contains("publishTime=\"2026-01-02T03:04:11.");
    assertThat(outgrown)
        .contains("<S d=\"225000\"/>")
        .contains("publishTime=\"2026-01-02T03:04:13.");
    assertThat(MpdRules.checkSuccession(before, outgrown)).isEmpty();
  }

  @Test
  void announcesOnlyWhatIsCompleteWherePartsAreAsLongAsSegments() {
    Presentation presentation =
        new Presentation(
            Presentation.State.LIVE,
            2,
            2001,
            START,
            60_000,
            List.of(Sketch.period(START, 0, 3, 2)));

    assertThat(write(presentation))
        .contains("d=\"180000\" r=\"2\"/>")
        .doesNotContain("availabilityTime", "ServiceDescription", "Resync", "ProducerReference");
  }

  @Test
  void beginsAPeriodWhereHlsHasADiscontinuity() {
    Period first = Sketch.ended(Sketch.period(START, 7, 2, 0));
    Period second =
        Sketch.with(Sketch.period(SECOND_START, 9, 3, 1), 1, Sketch.video(SECOND_START, 9, 3, 1));

    Golden.assertText(write(Sketch.live(first, second)), "dash/periods.mpd");
  }

  @Test
  void leavesAHoleWhereASegmentIsMissing() {
    PeriodTrack video = Sketch.video(START, 0, 4, 0);
    List<Segment> segments = new ArrayList<>(video.segments());
    segments.set(1, Sketch.gap(segments.get(1)));
    Period period =
        Sketch.with(Sketch.period(START, 0, 4, 0), 0, Sketch.withSegments(video, segments));

    long start = START * 90;
    assertThat(write(Sketch.live(period)))
        .contains("<S t=\"" + start + "\" d=\"180000\"/>")
        .contains("<S t=\"" + (start + 360_000) + "\" d=\"180000\" r=\"2\"/>");
  }

  @Test
  void becomesStaticAtTheEnd() {
    Presentation presentation =
        Sketch.presentation(
            Presentation.State.ENDED, 60_000, Sketch.ended(Sketch.period(START, 0, 3, 0)));

    Golden.assertText(write(presentation), "dash/ended.mpd");
  }

  @Test
  void isEmptyUntilASegmentIsComplete() {
    assertThat(DashManifest.write(Sketch.live(Sketch.period(START, 0, 0, 3)))).isEmpty();
  }

  @Test
  void announcesAPeriodWithTheFirstChunksOfAllItsTracks() {
    Period first = Sketch.ended(Sketch.period(START, 0, 2, 0));
    Period silent =
        Sketch.with(
            Sketch.period(SECOND_START, 2, 0, 1),
            1,
            Sketch.video(SECOND_START, 2, 0, 1),
            Sketch.audio(SECOND_START, 2, 0, 0));
    Period second = second(0, 1);

    assertThat(write(Sketch.live(first, silent))).containsOnlyOnce("<Period");
    assertThat(write(Sketch.live(first, Sketch.ended(second)))).containsOnlyOnce("<Period");
    assertThat(write(Sketch.live(first, second)))
        .contains("<Period id=\"" + SECOND_START)
        .contains("<S t=\"" + SECOND_START * 90 + "\" d=\"180000\"/>")
        .contains("presentationTime=\"" + SECOND_START * 90 + "\"");
  }

  @Test
  void aPeriodThatWasAnnouncedWithItsFirstChunksGoesOnByTheRules() {
    Period first = Sketch.ended(Sketch.period(START, 0, 2, 0));
    List<Presentation> states = new ArrayList<>();
    states.add(Sketch.presentation(Presentation.State.INTERRUPTED, 3_600_000, first));
    for (int parts = 0; parts < 3 * Sketch.PARTS; parts++) {
      states.add(Sketch.live(first, second(parts / Sketch.PARTS, parts % Sketch.PARTS)));
    }

    for (int i = 1; i < states.size(); i++) {
      String older = write(states.get(i - 1));
      String newer = write(states.get(i));
      assertThat(MpdRules.checkSuccession(older, newer)).as("%s%n%s", older, newer).isEmpty();
      boolean sameVersion =
          DashManifest.version(states.get(i - 1)).equals(DashManifest.version(states.get(i)));
      assertThat(sameVersion).isEqualTo(older.equals(newer));
      assertThat(published(newer).equals(published(older))).isEqualTo(older.equals(newer));
    }
  }

  private static Period second(int whole, int openParts) {
    return Sketch.with(
        Sketch.period(SECOND_START, 2, whole, openParts),
        1,
        Sketch.video(SECOND_START, 2, whole, openParts),
        Sketch.audio(SECOND_START, 2, whole, openParts));
  }

  private static String published(String manifest) {
    return manifest.replaceAll("(?s).*publishTime=\"([^\"]*)\".*", "$1");
  }

  @Test
  void keepsPlayersInsideAWindowOfThreeTargetDurations() {
    Presentation presentation =
        Sketch.presentation(Presentation.State.LIVE, 6_000, Sketch.period(START, 0, 5, 1));

    String manifest = write(presentation);

    assertThat(manifest)
        .contains("timeShiftBufferDepth=\"PT6S\" suggestedPresentationDelay=\"PT5S\"");
    assertThat(MpdRules.check(manifest)).isEmpty();
  }

  @Test
  void tellsOfOtherCodecs() throws MediaFormatException {
    PeriodTrack video = Sketch.withConfig(Sketch.video(START, 0, 2, 0), Sketch.HEVC);
    PeriodTrack audio =
        Sketch.withConfig(
            Sketch.audio(START, 0, 2, 0), Eac3Config.parse(Bytes.ofHex("0e00200f00")));

    String manifest =
        write(Sketch.live(Sketch.with(Sketch.period(START, 0, 2, 0), 0, video, audio)));

    assertThat(manifest)
        .contains("codecs=\"hvc1.2.4.L60.90\" width=\"322\" height=\"182\"")
        .contains("codecs=\"ec-3\" audioSamplingRate=\"48000\"")
        .contains("urn:mpeg:mpegB:cicp:ChannelConfiguration\" value=\"6\"")
        .containsOnlyOnce("startWithSAP"); // pictures may lead a keyframe of H.265
    assertThat(MpdRules.check(manifest)).isEmpty();
  }

  @Test
  void tellsTheShapeOfPixelsThatAreNotSquare() {
    PeriodTrack wide = Sketch.wide(Sketch.video(START, 0, 2, 0));

    assertThat(write(Sketch.live(Sketch.with(Sketch.period(START, 0, 2, 0), 0, wide))))
        .contains("width=\"720\" height=\"576\" sar=\"64:45\"");
  }

  private static String write(Presentation presentation) {
    return DashManifest.write(presentation).orElseThrow();
  }
}
