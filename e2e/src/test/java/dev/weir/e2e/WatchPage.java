package dev.weir.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.TimeoutError;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The watch page in a browser. Confined to the thread of its browser. */
final class WatchPage implements AutoCloseable {
  private static final String STATE =
      """
      (() => {
        const { paused, ended, seeking, readyState, networkState, currentTime, duration, buffered, error } =
          document.querySelector('video') ?? {};
        const ranges = Array.from(buffered ?? [], (_, i) => [buffered.start(i), buffered.end(i)]);
        const asked = performance.getEntriesByType('resource').slice(-12)
          .map(({ name, startTime, duration, responseStatus }) =>
            [name.replace(location.origin, ''), Math.round(startTime), Math.round(duration), responseStatus]);
        return JSON.stringify({
          paused, ended, seeking, readyState, networkState, currentTime, duration, ranges,
          error: error?.message,
          now: Math.round(performance.now()), asked,
          stats: window.weir?.stats(),
          text: document.body.innerText,
        });
      })()
      """;

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final BrowserContext context;
  private final Page page;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  private WatchPage(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.onPageError(error -> errors.add("uncaught: " + error));
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        errors.add(message.text() + " at " + message.location());
      }
    });
  }

  static WatchPage open(BrowserContext context, URI address) {
    var watching = new WatchPage(context);
    watching.page.navigate(address.toString());
    return watching;
  }

  /** For what only one test looks at. */
  Page page() {
    return page;
  }

  /** Where the picture stands that is shown. */
  double positionSeconds() {
    return number("document.querySelector('video')?.currentTime ?? 0");
  }

  /** Wall clock less the time of the picture that is shown. */
  double latencySeconds() {
    return number("window.weir.latencySeconds()");
  }

  int decodedFrames() {
    return (int) number("window.weir.stats().decodedFrames");
  }

  /** How often the page had to build its player anew. */
  int rebuilds() {
    return (int) number("window.weir.stats().rebuilds");
  }

  private double number(String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  /**
   * Blocks until it holds, or fails with what the page shows instead.
   *
   * @param condition a function of JavaScript, which is given {@code argument}
   */
  void await(String condition, @Nullable Object argument) {
    try {
      page.waitForFunction(condition, argument);
    } catch (TimeoutError late) {
      throw new AssertionError(
          "%s (%s): %s, errors %s".formatted(condition, argument, page.evaluate(STATE), errors),
          late);
    }
  }

  /** Blocks until so much more has been played than now. */
  void awaitPlayed(double seconds) {
    awaitPosition(positionSeconds() + seconds);
  }

  /** Blocks until the picture of this moment is shown, or a later one. */
  void awaitPosition(double seconds) {
    await("target => (document.querySelector('video')?.currentTime ?? 0) >= target", seconds);
  }

  /** Blocks until the picture moves. */
  void awaitPlaying() {
    await(
        "() => document.querySelector('video')?.currentTime > 0"
            + " && typeof window.weir?.latencySeconds() === 'number'",
        null);
    awaitPlayed(0.5);
  }

  /** What the page has written to the console as an error, and what nobody caught. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** Keeps a picture of the page for people to look at. */
  void keepScreenshot(String name) {
    page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    context.close();
  }
}
