package dev.weir.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels in the console, in Chromium, with FFmpeg as their publisher. */
class ConsoleChannelTest {
  private static final ContainsTextOptions PATIENTLY =
      new ContainsTextOptions().setTimeout((double) Eventually.DEADLINE.toMillis());

  @TempDir private Path folder;
  private LiveServer server;
  private Chromium chromium;

  @BeforeEach
  void start() throws Exception {
    server = LiveServer.start(folder.resolve("data"), "channels.filed.keys=a-key-of-the-file");
    chromium = Chromium.start();
  }

  @AfterEach
  void stop() {
    chromium.close();
    server.close();
  }

  @Test
  void aChannelIsMadePublishedToAndItsKeyTakenBack() throws Exception {
    try (var log = new LogCapture();
        var console = ConsolePage.open(chromium, server)) {
      console.signIn();
      console.press("tab-channels");
      console.press("new-channel");
      console.part("channel-name").fill("stage");
      console.part("channel-title").fill("Main stage");
      console.press("make-channel");
      assertThat(console.part("channel-heading")).hasText("Main stage");
      assertThat(console.part("channel-state")).hasText("Off air");
      assertThat(console.part("channel-server")).hasText(server.rtmp("").replaceFirst("/$", ""));
      console.press("reveal");
      assertThat(console.part("stream-key")).containsText("wk_");
      String key = console.part("stream-key").textContent();

      try (var publisher = Publisher.endless(Footage.PLAIN, server.rtmp(key))) {
        assertThat(console.part("channel-state")).containsText("Live", PATIENTLY);
        assertThat(server.get("/api/v1/live").body()).contains("\"title\":\"Main stage\"");
        console.keepScreenshot("channel");
        console.press("delete-key");
        console.press("delete-confirm");

        publisher.awaitEnd();
        assertThat(console.part("no-keys")).isVisible();
      }
      try (var again = Publisher.endless(Footage.PLAIN, server.rtmp(key))) {
        assertThat(again.awaitEnd()).isNotZero();
      }
      assertThat(log.with("REVOKED")).hasSize(1);
      assertThat(log.with("KEY_WRONG")).isNotEmpty();
      assertThat(log.with(key)).isEmpty();
    }
  }

  @Test
  void settingsAreSavedAndAChannelIsDeleted() {
    try (var console = ConsolePage.open(chromium, server)) {
      console.signIn();
      console.press("tab-channels");
      console.press("new-channel");
      console.part("channel-name").fill("stage");
      console.press("make-channel");
      console.part("title").fill("Side stage");
      console.part("dvr").selectOption("2h");
      console.press("save-settings");
      assertThat(console.part("channel-heading")).hasText("Side stage");
      console.page().reload();
      assertThat(console.part("dvr")).hasValue("2h");

      console.press("delete-channel");
      console.press("delete-confirm");

      assertThat(console.part("channel-row")).hasCount(1);
      assertThat(console.part("channel-row")).containsText("filed");
    }
  }

  @Test
  void whatIsInTheFileIsShownAsFixed() {
    try (var console = ConsolePage.open(chromium, server)) {
      console.signIn();
      console.press("tab-channels");

      console.part("channel-row").getByText("filed").click();

      assertThat(console.part("fixed")).isVisible();
      assertThat(console.part("reveal")).hasCount(0);
      assertThat(console.part("delete-channel")).hasCount(0);
    }
  }
}
