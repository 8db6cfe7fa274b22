package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The quality of a film is changed while it plays: each picture carries its number as eight black
 * or white bars, which the browser reads.
 */
class RungSwitchTest {
  private static final String NUMBERS =
      "color=s=320x180:r=25:d=24,geq=lum='255*mod(floor(N/pow(2\\,floor(X/40)))\\,2)':cb=128:cr=128";

  /**
   * Compares the number in each picture with the moment that it has. Both are read off one frame:
   * by the time of the callback the element may show the picture after the one that it is about.
   */
  private static final String READ_NUMBERS =
      """
      () => {
        const video = document.querySelector('video');
        const canvas = new OffscreenCanvas(8, 1);
        const paper = canvas.getContext('2d', { willReadFrequently: true });
        const seen = { wrong: [], heights: [], pictures: 0, stalls: [], ranges: 0 };
        window.weirNumbers = seen;
        video.addEventListener('waiting', () => seen.stalls.push(video.currentTime));
        const next = () => {
          const frame = new VideoFrame(video);
          const seconds = frame.timestamp / 1e6;
          const height = frame.displayHeight;
          paper.drawImage(frame, 0, 0, 8, 1);
          frame.close();
          const { data } = paper.getImageData(0, 0, 8, 1);
          let number = 0;
          for (let bar = 0; bar < 8; bar++) if (data[bar * 4] > 127) number |= 1 << bar;
          const expected = Math.round(seconds * 25) % 256;
          if (number !== expected) seen.wrong.push([seconds, number, expected, height]);
          if (seen.heights.at(-1) !== height) seen.heights.push(height);
          seen.pictures++;
          seen.ranges = Math.max(seen.ranges, video.buffered.length);
          video.requestVideoFrameCallback(next);
        };
        video.requestVideoFrameCallback(next);
      }
      """;

  @TempDir private static Path folder;
  private static LiveServer server;
  private static Chromium chromium;
  private static SentFilm sent;

  @BeforeAll
  static void send() throws Exception {
    Path data = folder.resolve("data");
    server = LiveServer.start(data, "transcode.heights=120");
    Path film =
        FfmpegMedia.make(
            folder.resolve("numbers.mp4"),
            List.of(
                ("-f lavfi -i "
                        + NUMBERS
                        + " -f lavfi -i sine=r=48000:d=24"
                        + " -c:v libx264 -preset veryfast -g 50 -bf 3 -pix_fmt yuv420p -c:a aac")
                    .split(" ")));
    sent = SentFilm.send(server, data, film);
    sent.awaitMade();
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void showsEachPictureAtItsMomentWhenTheQualityChanges(String player) {
    try (var viewing = FilmViewing.open(chromium, player, sent.page("player=" + player))) {
      WatchPage watching = viewing.page();
      Page page = watching.page();
      watching.awaitPlayed(0.5);
      page.evaluate(READ_NUMBERS);

      choose(page, "180p");
      awaitHeight(watching, 180);
      watching.awaitPlayed(1);
      choose(page, "120p");
      awaitHeight(watching, 120);
      watching.awaitPlayed(1);
      choose(page, "180p");
      awaitHeight(watching, 180);
      watching.awaitPlayed(1);

      assertThat(page.evaluate("JSON.stringify(window.weirNumbers.wrong)")).isEqualTo("[]");
      assertThat(page.evaluate("window.weirNumbers.ranges")).isEqualTo(1);
      viewing.assertNothingWentWrong();
    }
  }

  private static void choose(Page page, String quality) {
    page.mouse().move(200, 200);
    page.getByTestId("settings").click();
    page.getByTestId("menu-quality").click();
    var exactly = new Locator.GetByTextOptions().setExact(true);
    page.getByTestId("settings-menu").getByText(quality, exactly).click();
  }

  private static void awaitHeight(WatchPage watching, int height) {
    watching.await("height => window.weirNumbers.heights.at(-1) === height", height);
  }
}
