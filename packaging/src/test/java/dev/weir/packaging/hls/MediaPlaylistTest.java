package dev.weir.packaging.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.packaging.Golden;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.Sketch;
import dev.weir.testkit.hls.HlsRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MediaPlaylistTest {
  private static final long START = Sketch.START_MILLIS;
  private static final long SECOND_START = START + 60_000;

  @Test
  void listsSegmentsThenPartsNearTheEndThenAHint() {
    Presentation presentation = Sketch.live(Sketch.period(START, 100, 5, 2));

    Golden.assertText(write(presentation, "video"), "hls/live-video.m3u8");
    Golden.assertText(write(presentation, "audio"), "hls/live-audio.m3u8");
  }

  @Test
  void hintsTheFirstPartOfTheNextSegmentWhereNoneIsOpen() {
    Presentation presentation = Sketch.live(Sketch.period(START, 0, 3, 0));

    String playlist = write(presentation, "video");

    long endTicks = (START + 6000) * 90;
    assertThat(playlist).contains("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"" + endTicks + ".0.m4s\"\n");
  }

  @Test
  void separatesPeriodsAndMirrorsTheLeaderWhereThePeriodLacksTheRendition() {
    Period first = Sketch.ended(Sketch.period(START, 7, 2, 0));
    Period silent =
        Sketch.with(Sketch.period(SECOND_START, 9, 2, 1), 1, Sketch.video(SECOND_START, 9, 2, 1));
    Presentation presentation = Sketch.live(first, silent);

    Golden.assertText(write(presentation, "video"), "hls/periods-video.m3u8");
    Golden.assertText(write(presentation, "audio"), "hls/periods-audio.m3u8");
  }

  @Test
  void countsDiscontinuitiesOfPeriodsThatAreGone() {
    Period third = Sketch.with(Sketch.period(START, 50, 3, 0), 2, Sketch.video(START, 50, 3, 0));

    String playlist = write(Sketch.live(third), "video");

    assertThat(playlist)
        .contains("#EXT-X-DISCONTINUITY-SEQUENCE:2\n")
        .doesNotContain("#EXT-X-DISCONTINUITY\n");
  }

  @Test
  void marksASegmentThatIsMissingAsAGap() {
    PeriodTrack audio = Sketch.audio(START, 0, 4, 0);
    List<Segment> segments = new ArrayList<>(audio.segments());
    segments.set(2, Sketch.gap(segments.get(2)));
    Period period =
        Sketch.with(
            Sketch.period(START, 0, 4, 0),
            0,
            Sketch.video(START, 0, 4, 0),
            Sketch.withSegments(audio, segments));

    Golden.assertText(write(Sketch.live(period), "audio"), "hls/gap-audio.m3u8");
  }

  @Test
  void hintsNothingAfterAGapSinceNobodyKnowsWhenItEnds() {
    PeriodTrack audio = Sketch.audio(START, 0, 4, 0);
    List<Segment> segments = new ArrayList<>(audio.segments());
    segments.set(3, Sketch.gap(segments.get(3)));
    Period period =
        Sketch.with(
            Sketch.period(START, 0, 4, 0),
            0,
            Sketch.video(START, 0, 4, 0),
            Sketch.withSegments(audio, segments));

    assertThat(write(Sketch.live(period), "audio")).doesNotContain("PRELOAD-HINT");
    assertThat(write(Sketch.live(period), "video")).contains("PRELOAD-HINT");
  }

  @Test
  void endsWithoutAHintAndWithoutReports() {
    Presentation presentation =
        Sketch.presentation(
            Presentation.State.ENDED, 60_000, Sketch.ended(Sketch.period(START, 0, 3, 0)));

    Golden.assertText(write(presentation, "video"), "hls/ended-video.m3u8");
  }

  @Test
  void promisesNothingWhileThePublisherIsLost() {
    Presentation presentation =
        Sketch.presentation(
            Presentation.State.INTERRUPTED, 60_000, Sketch.ended(Sketch.period(START, 0, 3, 0)));

    assertThat(write(presentation, "video"))
        .doesNotContain("PRELOAD-HINT", "ENDLIST")
        .contains("RENDITION-REPORT");
  }

  @Test
  void doesNotHintIntoAPeriodThatHasNotBegun() {
    Period first = Sketch.ended(Sketch.period(START, 0, 3, 0));
    PeriodTrack video = Sketch.video(SECOND_START, 3, 1, 0);
    Segment opened = video.segments().getFirst();
    Segment empty = new Segment(3, opened.startTicks(), 0, opened.wallMillis(), List.of(), false);
    Period second =
        Sketch.with(
            Sketch.period(SECOND_START, 3, 1, 0), 1, Sketch.withSegments(video, List.of(empty)));

    assertThat(write(Sketch.live(first, second), "video"))
        .doesNotContain("PRELOAD-HINT", "#EXT-X-DISCONTINUITY\n");
  }

  @Test
  void skipsWhatIsOlderThanTheSkipBoundary() {
    Presentation presentation = Sketch.live(Sketch.period(START, 100, 10, 2));

    Golden.assertText(
        MediaPlaylist.write(presentation, "video", PlaylistForm.DELTA), "hls/delta-video.m3u8");
  }

  @Test
  void namesTheDateRangesThatWereRemovedToWhoeverAsks() {
    Presentation presentation = Sketch.live(Sketch.period(START, 100, 10, 2));
    String plain = MediaPlaylist.write(presentation, "video", PlaylistForm.DELTA);
    String skip = "#EXT-X-SKIP:SKIPPED-SEGMENTS=3";

    String delta = MediaPlaylist.write(presentation, "video", PlaylistForm.DELTA_WITH_DATE_RANGES);

    assertThat(plain).contains(skip + "\n");
    assertThat(delta).isEqualTo(plain.replace(skip, skip + ",RECENTLY-REMOVED-DATERANGES=\"\""));
    assertThat(HlsRules.checkMedia(delta)).isEmpty();
  }

  @Test
  void answersADeltaRequestInFullWhereNothingCanBeSkipped() {
    Presentation presentation = Sketch.live(Sketch.period(START, 100, 6, 2));

    assertThat(MediaPlaylist.write(presentation, "video", PlaylistForm.DELTA))
        .isEqualTo(write(presentation, "video"));
  }

  @Test
  void keepsThePeriodTagsOfSegmentsThatAreNotSkipped() {
    Period first = Sketch.ended(Sketch.period(START, 0, 5, 0));
    Period second =
        Sketch.with(Sketch.period(SECOND_START, 5, 7, 1), 1, Sketch.video(SECOND_START, 5, 7, 1));

    String delta = MediaPlaylist.write(Sketch.live(first, second), "video", PlaylistForm.DELTA);

    assertThat(delta).contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=5\n#EXT-X-DISCONTINUITY\n#EXT-X-MAP:");
  }

  @Test
  void durationsAddUpToTheTrueLength() {
    Presentation presentation = Sketch.live(Sketch.period(START, 0, 500, 0));

    BigDecimal sum = length(write(presentation, "audio"));

    List<Segment> segments = presentation.currentPeriod().track("audio").orElseThrow().segments();
    long ticks = segments.getLast().endTicks() - segments.getFirst().startTicks();
    BigDecimal error = sum.subtract(BigDecimal.valueOf(ticks / 48_000.0)).abs();
    assertThat(error).isLessThan(new BigDecimal("0.000002"));
  }

  @Test
  void listsNoMoreThanTheWindowButThreeTargetDurationsAtLeast() {
    Period both = Sketch.period(START, 0, 10, 1);
    Period period = Sketch.with(both, 0, both.leader());

    Presentation eightSeconds = Sketch.presentation(Presentation.State.LIVE, 8_500, period);
    Presentation nothing = Sketch.presentation(Presentation.State.LIVE, 0, period);

    assertThat(write(eightSeconds, "video")).contains("#EXT-X-MEDIA-SEQUENCE:6\n");
    assertThat(write(nothing, "video")).contains("#EXT-X-MEDIA-SEQUENCE:7\n");
  }

  @Test
  void listsThreeTargetDurationsOfEveryRendition() {
    for (int whole = 3; whole < 40; whole++) {
      Presentation tight =
          Sketch.presentation(Presentation.State.LIVE, 6_000, Sketch.period(START, 0, whole, 1));

      for (String rendition : List.of("video", "audio")) {
        String playlist = write(tight, rendition);
        boolean isShortened = !playlist.contains("#EXT-X-MEDIA-SEQUENCE:0\n");

        assertThat(!isShortened || length(playlist).doubleValue() >= 6).as(playlist).isTrue();
      }
    }
  }

  @Test
  void doesNotDependOnTheLocale() {
    Presentation presentation = Sketch.live(Sketch.period(START, 100, 5, 2));
    String expected = write(presentation, "video");
    Locale before = Locale.getDefault();

    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(write(presentation, "video")).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void knowsOnlyItsRenditions() {
    Presentation presentation = Sketch.live(Sketch.period(START, 0, 1, 0));

    assertThatIllegalArgumentException().isThrownBy(() -> write(presentation, "subtitles"));
  }

  private static BigDecimal length(String playlist) {
    return playlist
        .lines()
        .filter(line -> line.startsWith("#EXTINF:"))
        .map(line -> new BigDecimal(line.substring(8, line.length() - 1)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String write(Presentation presentation, String rendition) {
    return MediaPlaylist.write(presentation, rendition, PlaylistForm.WHOLE);
  }
}
