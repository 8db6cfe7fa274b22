package dev.weir.packaging.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.RungLife;
import dev.weir.packaging.Rungs;
import dev.weir.packaging.Sketch;
import dev.weir.testkit.hls.HlsRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What media playlists say of a rung of the live ladder, which comes after its leader. */
class RungPlaylistTest {
  private static final long START = Sketch.START_MILLIS;
  private static final long SECOND_START = START + 60_000;

  /** Segments 100 to 104 are complete, 105 has two parts. */
  private static final Period SOURCE = Sketch.period(START, 100, 5, 2);

  private static final PeriodTrack RUNG = Rungs.of(SOURCE.leader());

  @Test
  void listsItsOwnLastSegmentAndParts() {
    String playlist = write(Rungs.with(SOURCE, Rungs.lagging(RUNG, 4)));

    assertThat(playlist)
        .contains("#EXT-X-MEDIA-SEQUENCE:100\n")
        .contains("#EXT-X-PART:DURATION=0.500000,URI=\"" + name(104) + ".1.m4s\"")
        .doesNotContain("URI=\"" + name(104) + ".2.m4s\",", "\n" + name(104) + ".m4s")
        .contains("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"" + name(104) + ".2.m4s\"");
  }

  @Test
  void beginsWithGapsWhereItWasNotMadeYet() {
    String told = write(Rungs.with(SOURCE, Rungs.without(RUNG, 100, 102)));
    String late = write(Rungs.with(SOURCE, RUNG.from(103)));

    assertThat(late).isEqualTo(told);
    assertThat(told.lines().filter(line -> line.startsWith("#EXT-X-GAP"))).hasSize(3);
    assertThat(told.indexOf("#EXT-X-MAP")).isGreaterThan(told.lastIndexOf("#EXT-X-GAP"));
    assertThat(told)
        .contains("#EXT-X-GAP\n#EXTINF:2.000000,\n" + name(100) + ".m4s\n")
        .contains("#EXT-X-MEDIA-SEQUENCE:100\n");
  }

  @Test
  void tellsTheHeaderAgainBehindAHole() {
    String playlist = write(Rungs.with(SOURCE, Rungs.without(RUNG, 102, 103)));

    assertThat(playlist.lines().filter(line -> line.startsWith("#EXT-X-MAP"))).hasSize(2);
  }

  @Test
  void namesNoHeaderThatIsNotKnown() {
    PeriodTrack silent = Rungs.withoutHeader(Rungs.lagging(Rungs.without(RUNG, 100, 104), 2));

    String playlist = write(Rungs.with(SOURCE, silent));

    assertThat(playlist).doesNotContain("#EXT-X-MAP", "PRELOAD-HINT");
    assertThat(HlsRules.checkMedia(playlist)).isEmpty();
  }

  @Test
  void isAllGapsInAnOlderPeriodThatLacksIt() {
    Period older = Sketch.ended(Sketch.period(START, 98, 2, 0));
    Period newer = second(100, 4);
    PeriodTrack rung = Rungs.lagging(Rungs.of(newer.leader()), 2);

    String playlist = write(older, Rungs.with(newer, rung));

    assertThat(playlist)
        .contains("#EXT-X-MEDIA-SEQUENCE:98\n", "#EXT-X-DISCONTINUITY-SEQUENCE:0\n");
    assertThat(playlist.lines().filter(line -> line.startsWith("#EXT-X-GAP"))).hasSize(2);
    assertThat(HlsRules.checkMedia(playlist)).isEmpty();
  }

  @Test
  void hasNothingOfANewPeriodWhileItLagsInTheOneBefore() {
    Period older = Sketch.ended(Sketch.period(START, 98, 2, 0));
    PeriodTrack lagging = Rungs.lagging(Rungs.of(older.leader()), 3);
    Period newer = second(100, 1);
    PeriodTrack begun = Rungs.lagging(Rungs.of(newer.leader()), 5);
    PeriodTrack nothing = begun.with(List.of());

    String before = write(Rungs.with(older, lagging), Rungs.with(newer, nothing));
    String after = write(Rungs.with(older, lagging), Rungs.with(newer, begun));

    assertThat(before).doesNotContain("#EXT-X-GAP", "#EXT-X-DISCONTINUITY\n");
    assertThat(after).contains("#EXT-X-GAP\n#EXTINF:2.000000,\n", "#EXT-X-DISCONTINUITY\n");
    assertThat(HlsRules.checkSuccession(before, after)).isEmpty();
  }

  @Test
  void endsWithGapsForWhatNobodyWillMakeAnyMore() {
    Presentation ended =
        Sketch.presentation(
            Presentation.State.ENDED,
            60_000,
            Sketch.ended(Rungs.with(Sketch.period(START, 100, 5, 0), Rungs.lagging(RUNG, 2 + 3))));

    String playlist = MediaPlaylist.write(ended, Rungs.NAME, PlaylistForm.WHOLE);

    assertThat(playlist)
        .endsWith("#EXT-X-GAP\n#EXTINF:2.000000,\n" + name(104) + ".m4s\n#EXT-X-ENDLIST\n");
    assertThat(HlsRules.checkMedia(playlist)).isEmpty();
  }

  @Test
  void othersReportItsOwnLastPart() {
    Presentation presentation = Sketch.live(Rungs.with(SOURCE, Rungs.lagging(RUNG, 4)));

    assertThat(MediaPlaylist.write(presentation, "video", PlaylistForm.WHOLE))
        .contains("URI=\"../" + Rungs.NAME + "/index.m3u8\",LAST-MSN=104,LAST-PART=1\n")
        .contains("URI=\"../" + Rungs.NAME + "/iframes.m3u8\",LAST-MSN=103\n")
        .contains("URI=\"../audio/index.m3u8\",LAST-MSN=105,LAST-PART=1\n");
    assertThat(MediaPlaylist.write(presentation, Rungs.NAME, PlaylistForm.WHOLE))
        .contains("URI=\"../video/index.m3u8\",LAST-MSN=105,LAST-PART=1\n");
  }

  /** The rung has all of segment 102 and two parts of 103, the leader two of 105. */
  @ParameterizedTest
  @CsvSource({
    "102, 3, Ready",
    "103, 1, Ready",
    "103, 2, Wait",
    "103,, Wait",
    "104, 0, Wait",
    "105, 1, Wait",
    "105, 7, Wait",
    "105, 8, BadRequest",
    "106, 0, Wait",
    "107, 0, BadRequest",
  })
  void aReloadWaitsForItsOwnParts(String msn, String part, String expected) {
    Presentation presentation = Sketch.live(Rungs.with(SOURCE, Rungs.lagging(RUNG, 8)));
    PlaylistRequest request = PlaylistRequest.parse(Rungs.NAME, msn, part, null);

    assertThat(request.answer(presentation).getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void offersARungAtItsPlannedRateUntilOneIsMeasured() {
    Presentation planned = Sketch.live(Rungs.with(SOURCE, Rungs.without(RUNG, 100, 105)));
    Presentation measured = Sketch.live(Rungs.with(SOURCE, RUNG));

    assertThat(MultivariantPlaylist.write(planned))
        .contains("#EXT-X-INDEPENDENT-SEGMENTS")
        .containsPattern("BANDWIDTH=8\\d{5},AVERAGE-BANDWIDTH=8\\d{5},.*RESOLUTION=640x360");
    assertThat(MultivariantPlaylist.write(measured))
        .containsPattern("BANDWIDTH=5\\d{5},AVERAGE-BANDWIDTH=5\\d{5},.*RESOLUTION=640x360");
    assertThat(MultivariantPlaylist.version(planned))
        .isNotEqualTo(MultivariantPlaylist.version(measured));
  }

  @Test
  void textsObeyTheRulesAndFollowOneAnother() {
    List<Presentation> states = RungLife.TROUBLED.states(24, 16_000);
    for (int now = RungLife.TROUBLED.attached(); now < states.size(); now++) {
      Presentation state = states.get(now);
      String text = whole(state);
      assertThat(
              HlsRules.check(
                  MultivariantPlaylist.write(state),
                  Map.of(
                      "video/index.m3u8",
                      MediaPlaylist.write(state, "video", PlaylistForm.WHOLE),
                      "video/iframes.m3u8",
                      IFramePlaylist.write(state, "video"),
                      Rungs.NAME + "/index.m3u8",
                      text,
                      Rungs.NAME + "/iframes.m3u8",
                      IFramePlaylist.write(state, Rungs.NAME),
                      "audio/index.m3u8",
                      MediaPlaylist.write(state, "audio", PlaylistForm.WHOLE))))
          .as(text)
          .isEmpty();
      for (int before : List.of(now - 1, now - 9, now - 20)) {
        Presentation older = states.get(Math.max(RungLife.TROUBLED.attached(), before));
        assertThat(HlsRules.checkSuccession(whole(older), text)).as(text).isEmpty();
        String pictures = IFramePlaylist.write(older, Rungs.NAME);
        if (pictures.contains("#EXT-X-BYTERANGE")) { // it is not offered before
          String newer = IFramePlaylist.write(state, Rungs.NAME);
          assertThat(HlsRules.checkSuccession(pictures, newer)).as(newer).isEmpty();
        }
      }
      String delta = MediaPlaylist.write(state, Rungs.NAME, PlaylistForm.DELTA);
      assertThat(HlsRules.checkMedia(delta)).as(delta).isEmpty();
      assertThat(HlsRules.checkSuccession(text, delta)).isEmpty();
    }
  }

  @Test
  void keepsThreeTargetDurationsOfARungThatLags() {
    var lagging = new RungLife(1, 9, Set.of());
    List<Presentation> states = lagging.states(16, 6_000);

    for (int now = 1; now < states.size(); now++) {
      String older = whole(states.get(now - 1));
      assertThat(HlsRules.checkSuccession(older, whole(states.get(now)))).isEmpty();
    }
  }

  private static Period second(long sequence, int whole) {
    List<PeriodTrack> tracks = Sketch.period(SECOND_START, sequence, whole, 2).tracks();
    return new Period(SECOND_START, 1, tracks, false);
  }

  private static String whole(Presentation presentation) {
    return MediaPlaylist.write(presentation, Rungs.NAME, PlaylistForm.WHOLE);
  }

  private static String write(Period... periods) {
    return whole(Sketch.live(periods));
  }

  /** Of a segment of the first period of {@link #SOURCE}. */
  private static String name(long sequence) {
    return Long.toString((START + (sequence - 100) * 2_000) * 90);
  }
}
