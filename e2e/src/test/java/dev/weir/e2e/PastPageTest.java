package dev.weir.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chromium shows a stretch of what is kept of a stream. */
class PastPageTest {
  private static final int SEGMENT_SECONDS = 2;

  @TempDir private static Path data;
  private static LiveServer server;
  private static Publisher publisher;
  private static Chromium chromium;

  @BeforeAll
  static void publish() throws Exception {
    chromium = Chromium.start();
    server = LiveServer.start(data);
    publisher = Publisher.endless(Footage.PLAIN, server.rtmp("past"));
    server.awaitOnAir("past");
    Eventually.until("a past", () -> kept().lastCompleteSequence() - kept().mediaSequence() >= 3);
  }

  @AfterAll
  static void stop() throws Exception {
    publisher.close();
    server.close();
    chromium.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void showsTheStretchFromItsBeginningToItsEnd(String player) throws Exception {
    try (WatchPage watching = open(stretch() + "&player=" + player, ColorScheme.LIGHT, 1280)) {
      Page page = watching.page();
      watching.await("() => document.querySelector('video')?.ended", null);

      var seconds = (Number) page.evaluate("document.querySelector('video').duration");
      assertThat(seconds.doubleValue()).isBetween(4.0, 4.0 + 2 * SEGMENT_SECONDS);
      assertThat(page.getByTestId("when")).isVisible();
      assertThat(page.getByTestId("watch-live")).hasAttribute("href", "/watch/live/past");
      assertThat(watching.errors()).isEmpty();
      watching.keepScreenshot("past-" + player);
    }
  }

  @Test
  void canBeShared() throws Exception {
    try (WatchPage watching = open(stretch(), ColorScheme.DARK, 390)) {
      Page page = watching.page();
      watching.await("() => document.querySelector('video')?.currentTime > 0.5", null);
      watching.keepScreenshot("past-phone-dark");

      page.getByTestId("share-button").click();

      assertThat(page.getByTestId("share-link")).hasText(server.http(stretch()).toString());
      watching.keepScreenshot("past-share");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void tellsWhatThereIsInsteadOfNothing(int width) {
    try (WatchPage watching =
        open("/watch/live/past?start=1000&end=2000", ColorScheme.LIGHT, width)) {
      Page page = watching.page();
      assertThat(page.getByTestId("message")).hasAttribute("data-message", "nothing");
      assertThat(page.getByTestId("message"))
          .containsText("Nothing of past is kept from that time");
      watching.keepScreenshot("past-nothing-" + width);

      page.getByTestId("kept").locator("a").first().click();

      watching.await("() => document.querySelector('video')?.currentTime > 0.5", null);
    }
  }

  @Test
  void saysWhatIsWrongWithAnAddress() {
    try (WatchPage watching = open("/watch/live/past?start=noon", ColorScheme.DARK, 1280)) {
      Page page = watching.page();
      assertThat(page.getByTestId("message")).hasAttribute("data-message", "refused");
      assertThat(page.getByTestId("message")).containsText("start and end are moments such as");
      watching.keepScreenshot("past-refused-dark");
    }
  }

  private static WatchPage open(String address, ColorScheme colours, int width) {
    return WatchPage.open(
        chromium.newContext(
            new NewContextOptions().setColorScheme(colours).setViewportSize(width, 800)),
        server.http(address));
  }

  /** The first seconds of what is kept. */
  private static String stretch() throws Exception {
    String kept = server.get("/api/v1/live/past/dvr").body();
    String start = kept.replaceFirst("(?s).*\"start\":\"([^\"]*)\".*", "$1");
    String end = Instant.parse(start).plusSeconds(4).toString();
    return "/watch/live/past?start=%s&end=%s"
        .formatted(start.replace(":", "%3A"), end.replace(":", "%3A"));
  }

  private static MediaPlaylist kept() throws Exception {
    return MediaPlaylist.parse(server.get("/live/past/video/index.m3u8").body());
  }
}
