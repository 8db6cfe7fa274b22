package dev.weir.transcode.vod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.FfmpegMedia;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosterTest {
  @TempDir private Path root;
  private JobFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = Tools.folder(root);
  }

  @AfterEach
  void deleteFolder() throws IOException {
    folder.close();
  }

  @Test
  void looksForAPictureThatIsNotBlack() throws Exception {
    Path film = make("color=black:s=160x90:d=3[a];testsrc2=s=160x90:d=7[b];[a][b]concat");

    Path poster = poster(film, 10_000_000);

    assertThat(brightness(ImageIO.read(poster.toFile()))).isGreaterThan(60);
  }

  @Test
  void takesABlackOneOfABlackFilm() throws Exception {
    assertThat(poster(make("color=black:s=160x90:d=2"), 2_000_000)).exists();
  }

  @Test
  void putsSmallPicturesOnSheets() throws Exception {
    Path film = make("testsrc2=s=320x180:d=21");
    SourceFacts facts = Tools.probe(film, folder);
    VideoFacts video = facts.mainVideo().orElseThrow();

    SpriteSheets made =
        new Sprites(Tools.ffmpeg())
            .make(new FilmSource(film, 0, 0, 0), video, 21_000_000, folder, progress -> {});

    assertThat(made.size()).isEqualTo(new Size(160, 90));
    assertThat(made.sprites()).hasSize(11);
    assertThat(made.sprites().getFirst()).isEqualTo(new Sprite(0, 2_000_000, 0, 0, 0));
    assertThat(made.sprites().getLast()).isEqualTo(new Sprite(20_000_000, 21_000_000, 0, 0, 90));
    BufferedImage sheet = ImageIO.read(made.sheets().getFirst().toFile());
    assertThat(sheet.getWidth()).isEqualTo(1600);
    assertThat(brightness(sheet.getSubimage(0, 90, 160, 90))).isGreaterThan(60);
  }

  @Test
  void showsSignsOfLifeBeforeASheetIsFull() throws Exception {
    Path film = make("testsrc2=s=320x180:d=4");

    assertThat(framesDecoded(film)).isEqualTo(4);
  }

  @Test
  void decodesKeyframesAloneWhateverTheDecoder() throws Exception {
    Path film =
        FfmpegMedia.make(
            root.resolve("film.mp4"),
            List.of(
                "-f lavfi -i testsrc2=s=320x180:d=4 -c:v libaom-av1 -cpu-used 8 -g 25".split(" ")));

    assertThat(framesDecoded(film)).isEqualTo(4);
  }

  private long framesDecoded(Path film) throws Exception {
    VideoFacts video = Tools.probe(film, folder).mainVideo().orElseThrow();
    var last = new AtomicReference<>(Progress.NONE);
    new Sprites(Tools.ffmpeg())
        .make(new FilmSource(film, 0, 0, 0), video, 4_000_000, folder, last::set);
    return last.get().frames();
  }

  @Test
  void hasNoMoreThanFiveHundred() {
    assertThat(Sprites.intervalMicros(0)).isEqualTo(2_000_000);
    assertThat(Sprites.intervalMicros(1_000_000_001)).isEqualTo(5_000_000);
    assertThat(Sprites.intervalMicros(7_200_000_000L)).isEqualTo(20_000_000);
  }

  private Path poster(Path film, long durationMicros) throws Exception {
    SourceFacts facts = Tools.probe(film, folder);
    return new Poster(Tools.ffmpeg())
        .make(
            new FilmSource(film, 0, 0, 0), facts.mainVideo().orElseThrow(), durationMicros, folder);
  }

  /** Mean of green, 0 to 255. */
  private static double brightness(BufferedImage image) {
    long sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum += image.getRGB(x, y) >> 8 & 0xFF;
      }
    }
    return (double) sum / (image.getWidth() * image.getHeight());
  }

  private Path make(String picture) {
    return FfmpegMedia.make(
        root.resolve("film.mp4"),
        List.of("-f", "lavfi", "-i", picture, "-c:v", "libx264", "-g", "25"));
  }
}
