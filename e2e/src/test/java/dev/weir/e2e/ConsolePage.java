package dev.weir.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route.FulfillOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The console in a browser of its own. Confined to the thread of its browser. */
final class ConsolePage implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** A file comes into a page by a field alone; from there it is dropped. */
  private static final String DROP =
      """
      field => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(field.files[0]);
        field.remove();
        document.body.dispatchEvent(
          new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      }
      """;

  private final LiveServer server;
  private final BrowserContext context;
  private final Page page;
  private final CDPSession network;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private ConsolePage(LiveServer server, BrowserContext context) {
    this.server = server;
    this.context = context;
    this.page = context.newPage();
    this.network = context.newCDPSession(page);
    page.onRequest(requests::add);
  }

  static ConsolePage open(Chromium chromium, LiveServer server) {
    var options = new NewContextOptions().setViewportSize(1280, 800);
    var console = new ConsolePage(server, chromium.newContext(options));
    console.page.navigate(server.http("/console").toString());
    return console;
  }

  Page page() {
    return page;
  }

  Locator part(String testId) {
    return page.getByTestId(testId);
  }

  void press(String testId) {
    part(testId).click();
  }

  /** Blocks until the library is there. */
  void signIn() {
    part("password").fill(server.password());
    press("submit");
    assertThat(page.locator("#library")).isVisible();
  }

  void drop(Path file) {
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('input'),"
            + " { type: 'file', id: 'source' }))");
    Locator source = page.locator("#source");
    source.setInputFiles(file);
    source.evaluate(DROP);
  }

  /** Blocks until the one upload is so far. */
  void awaitUpload(String state, String words) {
    assertThat(part("upload")).hasAttribute("data-state", state);
    assertThat(part("upload")).containsText(Pattern.compile(words));
  }

  /** Sends no faster from now on; -1 for as fast as it can. */
  void limitUploads(int bytesPerSecond) {
    var conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", -1);
    conditions.addProperty("uploadThroughput", bytesPerSecond);
    network.send("Network.enable");
    network.send("Network.emulateNetworkConditions", conditions);
  }

  /** The next request like that does not get as far as the server. */
  void refuseOnce(String method, int status) {
    var isRefused = new AtomicBoolean();
    page.route(
        "**/api/v1/uploads/*",
        route -> {
          if (route.request().method().equals(method) && isRefused.compareAndSet(false, true)) {
            route.fulfill(new FulfillOptions().setStatus(status));
          } else {
            route.resume();
          }
        });
  }

  /** As when another tab was looked at meanwhile. */
  void comeBack() {
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  }

  long count(String method, String path) {
    return requests.stream()
        .filter(request -> request.method().equals(method))
        .filter(request -> URI.create(request.url()).getPath().equals(path))
        .count();
  }

  /** Where each request began that brought bytes. */
  List<Long> offsets() {
    return requests.stream()
        .filter(request -> request.method().equals("PATCH"))
        .map(request -> request.headers().get("upload-offset"))
        .map(Long::valueOf)
        .toList();
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
