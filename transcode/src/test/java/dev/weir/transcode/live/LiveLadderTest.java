package dev.weir.transcode.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.AvcSps;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.PixelAspect;
import dev.weir.transcode.vod.Size;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveLadderTest {
  private static final double FILM = 30;
  private static final long PLENTY = 20_000_000;

  @Test
  void hasWhatIsBelowTheSource() {
    assertThat(sizes(LiveLadder.auto(source(1920, 1080, FILM, PLENTY))))
        .containsExactly(new Size(640, 360), new Size(854, 480), new Size(1280, 720));
    assertThat(names(LiveLadder.auto(source(1920, 1080, FILM, PLENTY))))
        .containsExactly("video-360p", "video-480p", "video-720p");
  }

  @Test
  void neverMakesAPictureLarger() {
    assertThat(LiveLadder.auto(source(640, 360, FILM, PLENTY)).rungs()).isEmpty();
    assertThat(names(LiveLadder.explicit(source(1280, 720, FILM, PLENTY), List.of(1080, 240))))
        .containsExactly("video-240p");
  }

  @Test
  void hasFiveRungsAtMost() {
    assertThat(LiveLadder.auto(source(3840, 2160, FILM, 40_000_000)).rungs()).hasSize(5);
    assertThat(
            names(
                LiveLadder.explicit(
                    source(3840, 2160, FILM, PLENTY), List.of(144, 240, 360, 480, 720, 1080))))
        .containsExactly("video-240p", "video-360p", "video-480p", "video-720p", "video-1080p");
  }

  @Test
  void fitsAPortraitIntoTheBoxOnItsSide() {
    assertThat(sizes(LiveLadder.auto(source(1080, 1920, FILM, PLENTY))))
        .containsExactly(new Size(360, 640), new Size(480, 854), new Size(720, 1280));
  }

  @Test
  void makesSquarePixelsAndEvenSizes() {
    var anamorphic =
        new LiveSource(
            new Track(
                1,
                90_000,
                avc(720, 576),
                ColourDescription.NONE,
                Optional.of(new PixelAspect(64, 45))),
            25,
            PLENTY);

    assertThat(sizes(LiveLadder.auto(anamorphic)))
        .containsExactly(new Size(640, 360), new Size(854, 480));
    assertThat(sizes(LiveLadder.auto(source(1917, 1077, FILM, PLENTY))))
        .allMatch(size -> size.width() % 2 == 0 && size.height() % 2 == 0);
  }

  @Test
  void leavesOutWhatWouldSaveNoBits() {
    assertThat(LiveLadder.auto(source(1920, 1080, FILM, 80_000)).rungs()).isEmpty();
  }

  @Test
  void givesNoRungMoreBitsThanItsShareOfTheSource() {
    List<LiveRung> rungs = LiveLadder.auto(source(1920, 1080, FILM, 2_000_000)).rungs();

    assertThat(rungs).isNotEmpty().allMatch(rung -> rung.mostBps() <= 1_500_000);
    assertThat(rungs).isSortedAccordingTo((a, b) -> Long.compare(a.mostBps(), b.mostBps()));
  }

  @Test
  void plansWithAUsualRateHoweverItWasMeasured() {
    assertThat(mostPictures(source(1920, 1080, 29.97, PLENTY))).isEqualTo(30);
    assertThat(mostPictures(source(1920, 1080, 30.2, PLENTY))).isEqualTo(30);
    assertThat(mostPictures(source(1920, 1080, 59.94, PLENTY))).isEqualTo(60);
    assertThat(mostPictures(source(1920, 1080, 0, PLENTY))).isEqualTo(30);
    assertThat(mostPictures(source(1920, 1080, 1000, PLENTY))).isEqualTo(120);
  }

  private static int mostPictures(LiveSource source) {
    return LiveLadder.auto(source).rungs().getFirst().mostPicturesPerSecond();
  }

  @Test
  void makesTheSizeOfTheSourceAnewWhereThatIsAskedFor() {
    assertThat(sizes(LiveLadder.explicit(source(1920, 1080, FILM, PLENTY), List.of(1080, 360))))
        .containsExactly(new Size(640, 360), new Size(1920, 1080));
  }

  @Test
  void refusesSoundAndOddSizes() {
    var sound = new Track(1, 48_000, new AacConfig(2, 48_000, 2, 1024, Bytes.of(0x11, 0x90)));

    assertThatThrownBy(() -> new LiveSource(sound, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LiveRung("video-1p", new Size(3, 2), 30, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LiveSource source(int width, int height, double rate, long bitrateBps) {
    return new LiveSource(new Track(1, 90_000, avc(width, height)), rate, bitrateBps);
  }

  private static AvcConfig avc(int width, int height) {
    return new AvcConfig(
        List.of(Bytes.of(0x67)), List.of(Bytes.of(0x68)), new AvcSps(100, 0, 40, width, height, 0));
  }

  private static List<Size> sizes(LiveLadder ladder) {
    return ladder.rungs().stream().map(LiveRung::size).toList();
  }

  private static List<String> names(LiveLadder ladder) {
    return ladder.rungs().stream().map(LiveRung::name).toList();
  }
}
