package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.weir.testkit.FfmpegMedia;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A film from the file to the screen: sent by {@code weir import}, watched with FFmpeg and
 * Chromium.
 */
class FilmTest {
  private static final int SECONDS = 10;
  private static final int FRAMES = SECONDS * 25;

  @TempDir private static Path folder;
  private static LiveServer server;
  private static Path film;
  private static String id;

  @BeforeAll
  static void send() throws Exception {
    Path data = folder.resolve("data");
    server = LiveServer.start(data);
    film =
        FfmpegMedia.make(
            folder.resolve("film.mp4"),
            List.of(
                ("-f lavfi -i testsrc2=s=640x360:r=25:d=10 -f lavfi -i sine=f=440:r=48000:d=10"
                        + " -c:v libx264 -preset veryfast -g 50 -bf 2 -c:a aac")
                    .split(" ")));
    id = imported(data, film);
    Eventually.until("everything is made", () -> isMade(facts()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What comes behind the last slash of the address that was printed. */
  private static String imported(Path data, Path file) throws Exception {
    try (var client = ImportProcess.start("--data", data.toString(), "--wait", file.toString())) {
      assertThat(client.await()).as(client.complaints()).isZero();
      String said = client.said().strip();
      return said.substring(said.lastIndexOf('/') + 1);
    }
  }

  private static boolean isMade(String facts) {
    return facts.contains("\"progress\":null,\"renditions\"") && !facts.contains("\"making\"");
  }

  private static String facts() throws Exception {
    return server.get("/api/v1/assets/" + id).body();
  }

  @Test
  void isThePictureThatWasSent() throws Exception {
    Frames sent = Frames.pictures(Frames.Source.file(film));

    Frames seen = Frames.pictures(source("video"));

    assertThat(seen.hashes()).isEqualTo(sent.hashes());
  }

  @Test
  void hasEveryPictureInOtherSizes() throws Exception {
    assertThat(facts()).contains("\"name\":\"240p\"", "\"state\":\"ready\"");

    assertThat(Frames.pictures(source("240p")).count()).isEqualTo(FRAMES);
  }

  @Test
  void canBeKeptAsOneFileWhereItsOwnerAllowsIt() throws Exception {
    URI address = server.http("/vod/" + id + "/download.mp4");
    assertThat(server.getBytes(address).statusCode()).isEqualTo(403);

    try (var films = new FilmLibrary(folder.resolve("data"))) {
      films.change(id, "{\"downloads\":\"allowed\"}");
    }
    Eventually.until("allowed", () -> server.getBytes(address).statusCode() == 200);

    Path kept = Files.write(folder.resolve("kept.mp4"), server.getBytes(address).body());
    assertThat(Frames.pictures(Frames.Source.file(kept)).hashes())
        .isEqualTo(Frames.pictures(Frames.Source.file(film)).hashes());
  }

  private static Frames.Source source(String rendition) {
    String url = server.http("/vod/" + id + "/" + rendition + "/index.m3u8").toString();
    return new Frames.Source(List.of(), url, List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void playsToItsEndInABrowser(String player) throws Exception {
    try (Chromium chromium = Chromium.start();
        WatchPage watching =
            WatchPage.open(
                chromium.newContext(new NewContextOptions().setViewportSize(1280, 800)),
                server.http("/watch/vod/" + id + "?t=7&player=" + player))) {
      watching.await("() => document.querySelector('video')?.ended", null);

      var seconds = (Number) watching.page().evaluate("document.querySelector('video').duration");
      assertThat(seconds.doubleValue()).isCloseTo(SECONDS, within(0.05));
      assertThat(watching.errors()).isEmpty();
      watching.keepScreenshot("film-" + player);
    }
  }
}
