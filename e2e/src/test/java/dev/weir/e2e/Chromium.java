package dev.weir.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

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
          "--disable-sync",
          "--autoplay-policy=no-user-gesture-required");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it, or says that the test needs one. */
  static Chromium start() {
    Optional<Path> executable = onThePath();
    Assumptions.assumeTrue(executable.isPresent(), "this test needs chromium on the path");
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options =
        new LaunchOptions().setExecutablePath(executable.orElseThrow()).setArgs(ARGUMENTS);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  private static Optional<Path> onThePath() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens the watch page with one of its players, {@code hls} or {@code dash}. */
  WatchPage watch(LiveServer server, String stream, String player) {
    return WatchPage.open(
        browser.newContext(), server.http("/watch/live/%s?player=%s".formatted(stream, player)));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
