package dev.weir.packaging.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.Presentation;
import dev.weir.packaging.Sketch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaylistRequestTest {
  /** Segments 100 to 104 are complete, 105 has two parts. */
  private static final Presentation PRESENTATION =
      Sketch.live(Sketch.period(Sketch.START_MILLIS, 100, 5, 2));

  @ParameterizedTest
  @CsvSource({
    ",, Ready",
    "104,, Ready",
    "105,, Wait",
    "106,, Wait",
    "107,, BadRequest",
    "0,, Ready",
    "99, 3, Ready",
    "102, 9000, Ready",
    "104, 3, Ready",
    "104, 4, Ready",
    "105, 1, Ready",
    "105, 2, Wait",
    "105, 7, Wait",
    "105, 8, BadRequest",
    "106, 0, Wait",
    "106, 5, Wait",
    "106, 6, BadRequest",
    "107, 0, BadRequest",
    ", 0, BadRequest",
    "x,, BadRequest",
    "-1,, BadRequest",
    "'',, BadRequest",
    "105, 1.5, BadRequest",
    "9999999999999999999,, BadRequest",
  })
  void answersByWhatThePlaylistHolds(@Nullable String msn, @Nullable String part, String expected) {
    PlaylistRequest request = PlaylistRequest.parse("video", msn, part, null);

    assertThat(request.answer(PRESENTATION).getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void doesNotWaitForARenditionThatIsGone() {
    PlaylistRequest request = PlaylistRequest.parse("subtitles", "105", "2", null);

    assertThat(request.answer(PRESENTATION)).isEqualTo(new ReloadAnswer.Ready());
    assertThat(request.isSatisfiedBy(PRESENTATION)).isTrue();
  }

  @Test
  void takesAPartBeyondTheLastForTheFirstOfTheNextSegment() {
    PlaylistRequest request = PlaylistRequest.parse("video", "104", "4", null);
    Presentation noneOpen = Sketch.live(Sketch.period(Sketch.START_MILLIS, 100, 5, 0));
    Presentation oneOpen = Sketch.live(Sketch.period(Sketch.START_MILLIS, 100, 5, 1));

    assertThat(request.answer(noneOpen)).isEqualTo(new ReloadAnswer.Wait());
    assertThat(request.isSatisfiedBy(oneOpen)).isTrue();
  }

  @Test
  void ignoresTheDirectivesOnceEnded() {
    Presentation ended =
        Sketch.presentation(
            Presentation.State.ENDED,
            60_000,
            Sketch.ended(Sketch.period(Sketch.START_MILLIS, 100, 5, 0)));

    assertThat(PlaylistRequest.parse("video", "900", "7", null).answer(ended))
        .isEqualTo(new ReloadAnswer.Ready());
  }

  @ParameterizedTest
  @CsvSource({"YES, DELTA", "v2, DELTA_WITH_DATE_RANGES", "NO, WHOLE", ", WHOLE"})
  void asksForADeltaUpdate(@Nullable String skip, PlaylistForm expected) {
    assertThat(PlaylistRequest.parse("video", null, null, skip).form()).isEqualTo(expected);
  }
}
