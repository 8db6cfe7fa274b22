package dev.weir.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in Chromium. */
class ConsoleTest {
  private static final int PADDING_BYTES = 24_000_000;

  /** Slow enough to be stopped on the way. */
  private static final int BYTES_PER_SECOND = 1_500_000;

  @TempDir private Path folder;
  private LiveServer server;
  private Chromium chromium;

  @BeforeEach
  void start() throws Exception {
    server = LiveServer.start(folder.resolve("data"));
    chromium = Chromium.start();
  }

  @AfterEach
  void stop() {
    chromium.close();
    server.close();
  }

  /** A film whose end nobody needs. */
  private Path longFilm() throws IOException {
    Path film =
        FfmpegMedia.make(
            folder.resolve("Long way.mp4"),
            List.of("-f lavfi -i testsrc2=s=320x180:r=25:d=2 -c:v libx264 -g 50".split(" ")));
    // ISO/IEC 14496-12 §8.1.2: a free space box.
    var free = ByteBuffer.allocate(PADDING_BYTES);
    free.putInt(PADDING_BYTES).put("free".getBytes(StandardCharsets.US_ASCII));
    return Files.write(film, free.array(), StandardOpenOption.APPEND);
  }

  @Test
  void anUploadOutlivesAPauseAReloadAndASession() throws Exception {
    Path film = longFilm();
    try (var console = ConsolePage.open(chromium, server)) {
      console.signIn();
      console.limitUploads(BYTES_PER_SECOND);
      console.drop(film);
      console.awaitUpload("sending", "[1-9]\\d? %");
      console.press("upload-pause");
      console.awaitUpload("paused", "[1-9]\\d? %");

      console.refuseOnce("HEAD", 503);
      console.page().reload();
      assertThat(console.part("unfinished")).containsText("is on the server");
      console.part("unfinished-file").setInputFiles(film);
      console.awaitUpload("sending", "[1-9]\\d? %");
      console.press("sign-out");
      assertThat(console.part("waiting")).containsText("One upload waits");
      console.refuseOnce("HEAD", 503);
      console.signIn();
      console.awaitUpload("sending", "[1-9]\\d? %");
      console.limitUploads(-1);

      assertThat(console.part("film")).hasAttribute("data-state", "ready");
      assertThat(console.part("film-title")).hasText("Long way");
      assertThat(console.part("upload")).hasCount(0);
      assertThat(console.count("POST", "/api/v1/uploads")).as("begun").isEqualTo(1);
      assertThat(console.offsets()).as("gone on").hasSizeGreaterThan(2).isSorted();
      assertThat(console.offsets().get(1)).isPositive();
      console.keepScreenshot("console");
    }
  }

  @Test
  void theEndOfASessionIsNoticed() {
    try (var console = ConsolePage.open(chromium, server)) {
      console.signIn();
      assertThat(console.part("empty")).isVisible();

      console.page().context().clearCookies();
      console.comeBack();

      assertThat(console.part("why")).containsText("Your session is over");
    }
  }

  @Test
  void aTokenStaysWhereItIsMarkedTooFar() {
    try (var console = ConsolePage.open(chromium, server)) {
      console.signIn();
      console.press("tokens");
      console.part("token-title").fill("importer");
      console.press("make-token");
      BoundingBox token = console.part("token").boundingBox();
      Page page = console.page();

      page.mouse().move(token.x + token.width - 5, token.y + token.height / 2);
      page.mouse().down();
      page.mouse().move(5, token.y);
      page.mouse().up();
      assertThat(console.part("tokens-dialog")).isVisible();
      page.mouse().click(5, token.y);

      assertThat(console.part("tokens-dialog")).hasCount(0);
    }
  }
}
