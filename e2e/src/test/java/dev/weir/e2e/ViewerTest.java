package dev.weir.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.weir.e2e.Chromium.Autoplay;
import dev.weir.e2e.Footage.Kind;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages promise their viewers, beside the picture. */
class ViewerTest {
  private static final String STREAM = "seen";
  private static final Pattern SECONDS = Pattern.compile("\\d+\\.\\d\\d s");

  /** Three parts of half a second is the least that a player keeps away from the edge. */
  private static final double LEAST_LATENCY_SECONDS = 1;

  private static final double SANE_LATENCY_SECONDS = 30;
  private static final int PHONE_WIDTH = 390;

  @TempDir private static Path data;
  private static LiveServer server;
  private static Publisher publisher;
  private static Chromium chromium;

  @BeforeAll
  static void publish() throws Exception {
    chromium = Chromium.start();
    server = LiveServer.start(data, "live.grace=1s");
    publisher = Publisher.endless(Footage.PLAIN, server.rtmp(STREAM));
    server.awaitOnAir(STREAM);
  }

  @AfterAll
  static void stop() throws Exception {
    publisher.close();
    server.close();
    chromium.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void thePanelShowsTheLatency(String player) {
    try (WatchPage watching = chromium.watch(server, STREAM, player)) {
      watching.awaitPlaying();
      watching.page().keyboard().press("i");

      assertThat(watching.page().getByTestId("stats-latency")).hasText(SECONDS);
    }
  }

  @Test
  void latencyIsRightWhereTheViewersClockIsNot() {
    try (BrowserContext context = chromium.newContext(new NewContextOptions())) {
      context.addInitScript("{ const now = Date.now; Date.now = () => now() - 1900; }");
      var watching =
          WatchPage.open(context, server.http("/watch/live/%s?player=hls".formatted(STREAM)));
      watching.awaitPlaying();

      System.out.printf("by a slow clock: latency %.2f s%n", watching.latencySeconds());
      assertThat(watching.latencySeconds()).isBetween(LEAST_LATENCY_SECONDS, SANE_LATENCY_SECONDS);
    }
  }

  /** What Firefox and Safari have learnt only lately. */
  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void anOlderBrowserPlays(String player) {
    try (BrowserContext context = chromium.newContext(new NewContextOptions())) {
      context.addInitScript(
          "for (const type of [Map, WeakMap]) {"
              + " delete type.prototype.getOrInsert; delete type.prototype.getOrInsertComputed; }");
      var watching =
          WatchPage.open(
              context, server.http("/watch/live/%s?player=%s".formatted(STREAM, player)));
      watching.awaitPlaying();

      assertThat(watching.rebuilds()).isZero();
      assertThat(watching.errors()).isEmpty();
    }
  }

  @Test
  void playersCanBeSwitchedWhileOnePlays() {
    try (WatchPage watching = chromium.watch(server, STREAM, "hls")) {
      watching.awaitPlaying();
      for (String player : new String[] {"dash", "hls", "dash"}) {
        choose(watching, player);
        awaitPicture(watching, player);
      }
      for (String player : new String[] {"hls", "dash", "hls", "dash", "hls"}) {
        choose(watching, player);
      }
      awaitPicture(watching, "hls");

      assertThat(watching.rebuilds()).isZero();
      assertThat(watching.errors()).isEmpty();
    }
  }

  private static void choose(WatchPage watching, String player) {
    watching.page().getByTestId("player-" + player).check();
  }

  /** Blocks until this player moves the picture: each begins with an element without one. */
  private static void awaitPicture(WatchPage watching, String player) {
    watching.await(
        "player => window.weir.player === player && window.weir.stats().engine !== null"
            + " && !document.querySelector('video').paused"
            + " && window.weir.latencySeconds() !== null",
        player);
    watching.awaitPlayed(1);
  }

  @Test
  void whoHasPausedStaysSoWithAnotherPlayer() {
    try (WatchPage watching = chromium.watch(server, STREAM, "hls")) {
      watching.awaitPlaying();
      watching.page().keyboard().press("k");
      choose(watching, "dash");
      watching.await(
          "() => window.weir.stats().engine?.startsWith('shaka')"
              + " && document.querySelector('video').readyState >= 2",
          null);

      assertThat(watching.page().evaluate("document.querySelector('video').paused"))
          .isEqualTo(true);
      watching.page().keyboard().press("k");
      awaitPicture(watching, "dash");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void playbackComesBackWithTheNetwork(String player) {
    try (BrowserContext context = chromium.newContext(new NewContextOptions())) {
      var watching =
          WatchPage.open(
              context, server.http("/watch/live/%s?player=%s".formatted(STREAM, player)));
      watching.awaitPlaying();
      context.setOffline(true);
      assertThat(watching.page().getByTestId("message"))
          .hasAttribute("data-message", "unreachable");
      context.setOffline(false);

      assertThat(watching.page().getByTestId("message")).hasAttribute("data-message", "none");
      awaitPicture(watching, player);
    }
  }

  @Test
  void whereThereIsSoundAloneThePageSaysSo() throws Exception {
    try (var radio = Publisher.endless(Footage.PLAIN.only(Kind.AUDIO), server.rtmp("radio"));
        WatchPage watching = chromium.watch(server, "radio", "hls")) {
      watching.awaitPlaying();

      assertThat(watching.page().getByTestId("sound-only")).isVisible();
      assertThat(watching.page().getByTestId("pip")).hasCount(0);
      assertThat(radio.isRunning()).isTrue();
    }
  }

  @Test
  void thePageStartsAndEndsWithTheStream() throws Exception {
    try (WatchPage watching = chromium.watch(server, "later", "hls")) {
      Locator message = watching.page().getByTestId("message");
      assertThat(message).hasAttribute("data-message", "offline");
      assertThat(message).containsText("later is not on air");
      for (int time = 0; time < 2; time++) {
        try (var coming = Publisher.endless(Footage.PLAIN, server.rtmp("later"))) {
          awaitPicture(watching, "hls");
          assertThat(message).hasAttribute("data-message", "none");
          assertThat(coming.isRunning()).isTrue();
        }
        assertThat(message).hasAttribute("data-message", "offline");
        assertThat(watching.page().getByTestId("controls")).isHidden();
      }
    }
  }

  @Test
  void soundComesWithAPressWhereItMayNotComeByItself() {
    try (Chromium cautious = Chromium.start(Autoplay.SILENT);
        WatchPage watching = cautious.watch(server, STREAM, "hls")) {
      // Whatever Playwright asks of a page counts as a press there, so it asks nothing before.
      watching.page().waitForResponse(response -> response.url().endsWith(".m4s"), () -> {});
      watching.awaitPlaying();
      assertThat(muted(watching)).isTrue();
      watching.page().getByTestId("unmute").click();

      assertThat(watching.page().getByTestId("unmute")).isHidden();
      assertThat(muted(watching)).isFalse();
      watching.awaitPlayed(1);
    }
  }

  private static boolean muted(WatchPage watching) {
    return (Boolean) watching.page().evaluate("document.querySelector('video').muted");
  }

  @Test
  void keysDoWhatTheHelpSays() {
    try (WatchPage watching = chromium.watch(server, STREAM, "hls")) {
      watching.awaitPlaying();
      Page page = watching.page();
      page.keyboard().press("k");
      assertThat(page.getByTestId("play")).hasAttribute("aria-label", "Play");
      page.keyboard().press("Space");
      assertThat(page.getByTestId("play")).hasAttribute("aria-label", "Pause");
      page.keyboard().press("m");
      assertThat(page.getByTestId("mute")).hasAttribute("aria-label", "Sound on");
      page.keyboard().press("?");
      assertThat(page.getByTestId("help-dialog")).isVisible();
      page.keyboard().press("?");
      assertThat(page.getByTestId("help-dialog")).isHidden();

      page.getByTestId("embed-button").click();
      page.keyboard().press("?");
      assertThat(page.getByTestId("embed-dialog")).isVisible();
      assertThat(page.getByTestId("help-dialog")).isHidden();
      page.keyboard().press("Escape");
      assertThat(page.getByTestId("embed-dialog")).isHidden();
      assertThat(page.getByTestId("embed-button")).isFocused();
    }
  }

  /** Plain HTTP from another machine has no clipboard interface. */
  @Test
  void copyingLeavesTheFocusWhereItWas() {
    try (BrowserContext context = chromium.newContext(new NewContextOptions())) {
      context.addInitScript("Object.defineProperty(Navigator.prototype, 'clipboard', {});");
      Page page = context.newPage();
      page.navigate(server.http("/").toString());
      Locator button = page.getByTestId("copy-obs-server");
      button.press("Enter");

      assertThat(page.getByText("Server copied")).isAttached();
      assertThat(button).isFocused();
    }
  }

  @Test
  void pictureInPictureComesAndGoes() {
    try (WatchPage watching = chromium.watch(server, STREAM, "hls")) {
      watching.awaitPlaying();
      Locator button = watching.page().getByTestId("pip");
      button.click();
      assertThat(button).hasAttribute("aria-pressed", "true");
      watching.page().keyboard().press("p");
      assertThat(button).hasAttribute("aria-pressed", "false");
      watching.awaitPlayed(1);
    }
  }

  @Test
  void theTouchThatWakesTheControlsPressesNone() {
    try (BrowserContext context =
        chromium.newContext(
            new NewContextOptions().setHasTouch(true).setViewportSize(PHONE_WIDTH, 844))) {
      var watching = WatchPage.open(context, server.http("/watch/live/" + STREAM));
      watching.awaitPlaying();
      Page page = watching.page();
      Locator play = page.getByTestId("play");
      var box = play.boundingBox();
      assertThat(page.locator(".stage.is-idle")).isVisible();
      page.touchscreen().tap(box.x + box.width / 2, box.y + box.height / 2);
      assertThat(page.locator(".stage.is-idle")).hasCount(0);
      assertThat(page.evaluate("document.querySelector('video').paused")).isEqualTo(false);
      page.touchscreen().tap(box.x + box.width / 2, box.y + box.height / 2);
      assertThat(play).hasAttribute("aria-label", "Play");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/watch/live/" + STREAM, "/watch/live/nobody"})
  void nothingIsWiderThanAPhone(String path) {
    try (BrowserContext context =
        chromium.newContext(new NewContextOptions().setViewportSize(PHONE_WIDTH, 844))) {
      Page page = context.newPage();
      page.navigate(server.http(path).toString());
      assertThat(page.locator("[data-testid=stream-card], [data-testid=player]").first())
          .isVisible();

      assertThat((Integer) page.evaluate("document.scrollingElement.scrollWidth"))
          .isLessThanOrEqualTo(PHONE_WIDTH);
    }
  }

  @Test
  void streamsComeAndGoOnTheHomePageByThemselves() throws Exception {
    try (BrowserContext context = chromium.newContext(new NewContextOptions())) {
      Page page = context.newPage();
      page.navigate(server.http("/").toString());
      Locator card = page.locator("[data-testid=stream-card][data-name=guest]");
      assertThat(page.locator("[data-testid=stream-card][data-name=" + STREAM + "]")).isVisible();
      assertThat(card).hasCount(0);
      try (var guest = Publisher.endless(Footage.PLAIN, server.rtmp("guest"))) {
        assertThat(card).isVisible();
        assertThat(card).containsText("H.264");
        assertThat(guest.isRunning()).isTrue();
      }
      assertThat(card).hasCount(0);

      page.getByText(STREAM, new Page.GetByTextOptions().setExact(true)).first().click();
      page.waitForURL("**/watch/live/" + STREAM);
    }
  }
}
