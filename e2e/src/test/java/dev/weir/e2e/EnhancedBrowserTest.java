package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chromium plays from the watch page what only Enhanced RTMP carries. */
class EnhancedBrowserTest {
  private static final int SECONDS = 60;

  private static final String INPUTS =
      "-f lavfi -i testsrc2=size=160x96:rate=25 -f lavfi -i sine=frequency=440:sample_rate=48000 ";
  private static final String REST = " -g 25 -pix_fmt yuv420p -ac 2 -t " + SECONDS;

  @TempDir private static Path folder;
  private static LiveServer server;
  private static Path modern;
  private static Path ladder;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.start(folder.resolve("data"));
    modern = make("modern", "-c:v libaom-av1 -usage realtime -cpu-used 8 -c:a libopus");
    ladder =
        make(
            "ladder",
            "-map 0 -map 0 -map 1 -map 1 -c:v libx264 -preset ultrafast -s:v:1 80x48 -c:a aac");
    chromium = Chromium.start();
  }

  private static Path make(String name, String encoders) {
    List<String> arguments = List.of((INPUTS + encoders + REST).split(" ", -1));
    return FfmpegMedia.make(folder.resolve(name + ".flv"), arguments);
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.close();
    server.close();
  }

  @Test
  void av1AndOpusPlay() throws Exception {
    try (var _ = onAir(modern, "modern");
        WatchPage page = chromium.watch(server, "modern", "hls")) {
      page.awaitPlaying();
      int framesBefore = page.decodedFrames();
      page.awaitPlayed(3);

      System.out.printf(
          "AV1 and Opus: latency %.2f s, %d frames decoded%n",
          page.latencySeconds(), page.decodedFrames());
      page.keepScreenshot("watch-av1");
      assertThat(page.decodedFrames()).isGreaterThan(framesBefore);
      assertThat(page.rebuilds()).isZero();
      assertThat(page.errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void aViewerChoosesAmongSizesAndSounds(String player) throws Exception {
    String stream = "ladder-" + player;
    try (var _ = onAir(ladder, stream);
        WatchPage page = chromium.watch(server, stream, player)) {
      page.awaitPlaying();
      var picture = page.page().getByTestId("pictures");
      var sound = page.page().getByTestId("sounds");

      picture.selectOption("48p");
      awaitHeight(page, 48);
      picture.selectOption("96p");
      awaitHeight(page, 96);
      sound.selectOption("Sound 2");
      page.awaitPlayed(1);

      page.keepScreenshot("watch-ladder-" + player);
      assertThat(picture.locator("option").allTextContents())
          .containsExactly("Automatic", "96p", "48p");
      assertThat(sound.locator("option").allTextContents()).containsExactly("Sound 1", "Sound 2");
      assertThat(sound.inputValue()).isEqualTo("1");
      assertThat(page.errors()).isEmpty();
    }
  }

  private static Publisher onAir(Path media, String stream) throws Exception {
    Publisher publisher = Publisher.ofFile(media, server.rtmp(stream));
    server.awaitOnAir(stream);
    return publisher;
  }

  private static void awaitHeight(WatchPage page, int height) {
    page.await("height => document.querySelector('video').videoHeight === height", height);
  }
}
