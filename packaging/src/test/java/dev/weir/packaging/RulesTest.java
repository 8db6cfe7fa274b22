package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.dash.DashManifest;
import dev.weir.packaging.hls.IFramePlaylist;
import dev.weir.packaging.hls.MediaPlaylist;
import dev.weir.packaging.hls.MultivariantPlaylist;
import dev.weir.packaging.hls.PlaylistForm;
import dev.weir.testkit.dash.MpdRules;
import dev.weir.testkit.hls.HlsRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stream that grows part by part: each text obeys the rules, and may follow the one before. */
class RulesTest {
  private static final long START = Sketch.START_MILLIS;
  private static final long WINDOW_MILLIS = 16_000;

  /** Three target durations: the least that playlists may list. */
  private static final long TIGHT_MILLIS = 3_000L * Sketch.TARGET_SECONDS;

  private static final int SEGMENTS = 11;
  private static final List<String> RENDITIONS = List.of("video", "audio");

  @Test
  void playlistsObeyTheRulesWhileTheyGrow() {
    for (Presentation presentation : life()) {
      assertThat(
              HlsRules.check(
                  MultivariantPlaylist.write(presentation),
                  Map.of(
                      "video/index.m3u8", whole(presentation, "video"),
                      "video/iframes.m3u8", IFramePlaylist.write(presentation, "video"),
                      "audio/index.m3u8", whole(presentation, "audio"))))
          .isEmpty();
    }
  }

  @Test
  void iFramePlaylistsFollowOneAnother() {
    String before = IFramePlaylist.write(life().getFirst(), "video");
    for (Presentation presentation : life()) {
      String now = IFramePlaylist.write(presentation, "video");
      assertThat(HlsRules.checkSuccession(before, now)).isEmpty();
      before = now;
    }
  }

  @Test
  void playlistsFollowOneAnother() {
    for (String rendition : RENDITIONS) {
      String before = whole(life().getFirst(), rendition);
      for (Presentation presentation : life()) {
        String now = whole(presentation, rendition);
        assertThat(HlsRules.checkSuccession(before, now)).isEmpty();
        before = now;
      }
    }
  }

  @Test
  void deltaUpdatesObeyTheRulesAndFollowTheWhole() {
    for (Presentation presentation : life()) {
      for (String rendition : RENDITIONS) {
        String delta = MediaPlaylist.write(presentation, rendition, PlaylistForm.DELTA);

        assertThat(HlsRules.checkMedia(delta)).isEmpty();
        assertThat(HlsRules.checkSuccession(whole(presentation, rendition), delta)).isEmpty();
      }
    }
  }

  @Test
  void manifestsObeyTheRulesAndFollowOneAnother() {
    Optional<String> before = Optional.empty();
    for (Presentation presentation : life()) {
      Optional<String> now = DashManifest.write(presentation);
      now.ifPresent(text -> assertThat(MpdRules.check(text)).isEmpty());
      if (before.isPresent()) {
        assertThat(MpdRules.checkSuccession(before.get(), now.orElseThrow())).isEmpty();
      }
      before = now;
    }
  }

  @Test
  void textsOfATightWindowObeyTheRulesAndFollowThoseFromLongBefore() {
    List<Presentation> life =
        grow(START, 0, List.of()).stream()
            .map(grown -> Sketch.presentation(grown.state(), TIGHT_MILLIS, grown.currentPeriod()))
            .toList();

    for (int now = 0; now < life.size(); now++) {
      Presentation presentation = life.get(now);
      DashManifest.write(presentation)
          .ifPresent(manifest -> assertThat(MpdRules.check(manifest)).isEmpty());
      for (String rendition : RENDITIONS) {
        String text = whole(presentation, rendition);
        assertThat(HlsRules.checkMedia(text)).isEmpty();
        for (int before : List.of(now - 1, now - 20, now - 30)) {
          String older = whole(life.get(Math.max(0, before)), rendition);
          assertThat(HlsRules.checkSuccession(older, text)).isEmpty();
        }
      }
    }
  }

  /** From the first part through an interruption and a period without audio to the end. */
  private static List<Presentation> life() {
    List<Presentation> life = new ArrayList<>(grow(START, 0, List.of()));
    Period first = Sketch.ended(Sketch.period(START, 0, SEGMENTS, 0));
    life.add(at(Presentation.State.INTERRUPTED, List.of(first)));
    long secondStart = START + 40_000;
    life.addAll(grow(secondStart, SEGMENTS, List.of(first)));
    Period second =
        Sketch.ended(
            Sketch.with(
                Sketch.period(secondStart, SEGMENTS, SEGMENTS, 0),
                1,
                Sketch.video(secondStart, SEGMENTS, SEGMENTS, 0)));
    life.add(at(Presentation.State.ENDED, List.of(first, second)));
    return life;
  }

  private static List<Presentation> grow(long startMillis, long sequence, List<Period> before) {
    List<Presentation> states = new ArrayList<>();
    for (int whole = 0; whole < SEGMENTS; whole++) {
      for (int parts = 1; parts < Sketch.PARTS; parts++) {
        states.add(growing(startMillis, sequence, whole, parts, before));
      }
      states.add(growing(startMillis, sequence, whole + 1, 0, before));
    }
    return states;
  }

  private static Presentation growing(
      long startMillis, long sequence, int whole, int parts, List<Period> before) {
    Period period = Sketch.period(startMillis, sequence, whole, parts);
    List<Period> periods = new ArrayList<>(before);
    periods.add(
        before.isEmpty()
            ? period
            : Sketch.with(period, 1, Sketch.video(startMillis, sequence, whole, parts)));
    return at(Presentation.State.LIVE, periods);
  }

  private static Presentation at(Presentation.State state, List<Period> periods) {
    return Sketch.presentation(state, WINDOW_MILLIS, periods.toArray(Period[]::new));
  }

  private static String whole(Presentation presentation, String rendition) {
    return MediaPlaylist.write(presentation, rendition, PlaylistForm.WHOLE);
  }
}
