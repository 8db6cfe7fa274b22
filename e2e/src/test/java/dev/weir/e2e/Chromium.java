package dev.weir.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, without a window. Confined to one thread. */
final class Chromium implements AutoCloseable {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final int PATIENCE_MILLIS = (int) Eventually.DEADLINE.toMillis();

  /** May a page make a sound before somebody has pressed something? */
  enum Autoplay {
    WITH_SOUND("no-user-gesture-required"),
    SILENT("document-user-activation-required");

    private final String policy;

    Autoplay(String policy) {
      this.policy = policy;
    }
  }

  /** What it is called; ./weir installs the first where none is there. */
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium start() {
    return start(Autoplay.WITH_SOUND);
  }

  /** Starts it, or fails: a test that did not run must not look as if it had passed. */
  static Chromium start(Autoplay autoplay) {
    Path executable =
        onThePath()
            .orElseThrow(() ->
                new AssertionError("install Chromium; none of these is on the path: " + NAMES));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var arguments = new ArrayList<>(ARGUMENTS);
    arguments.add("--autoplay-policy=" + autoplay.policy);
    var options = new LaunchOptions().setExecutablePath(executable).setArgs(arguments);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  private static Optional<Path> onThePath() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens the watch page with one of its players, {@code hls} or {@code dash}. */
  WatchPage watch(LiveServer server, String stream, String player) {
    return WatchPage.open(
        newContext(new NewContextOptions()),
        server.http("/watch/live/%s?player=%s".formatted(stream, player)));
  }

  /** A browser's window of its own, with nothing remembered. */
  BrowserContext newContext(NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
