package dev.weir.container.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpriteTrackTest {
  @Test
  void tellsWhichPartOfWhichSheetIsWhen() {
    var track = new SpriteTrack(2, 2, 160, 90, 10_000);

    assertThat(track.sheets(45_500)).isEqualTo(2);
    assertThat(track.write(45_500, sheet -> "sprite-%d.jpg".formatted(sheet)))
        .isEqualTo(
            """
            WEBVTT

            00:00:00.000 --> 00:00:10.000
            sprite-0.jpg#xywh=0,0,160,90

            00:00:10.000 --> 00:00:20.000
            sprite-0.jpg#xywh=160,0,160,90

            00:00:20.000 --> 00:00:30.000
            sprite-0.jpg#xywh=0,90,160,90

            00:00:30.000 --> 00:00:40.000
            sprite-0.jpg#xywh=160,90,160,90

            00:00:40.000 --> 00:00:45.500
            sprite-1.jpg#xywh=0,0,160,90
            """);
  }

  @Test
  void hasNoPicturesOfNoFilm() {
    assertThat(new SpriteTrack(2, 2, 160, 90, 10_000).write(0, _ -> "x")).isEqualTo("WEBVTT\n");
  }

  @Test
  void needsTilesThatCanBeSeen() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SpriteTrack(0, 2, 160, 90, 1));
  }
}
