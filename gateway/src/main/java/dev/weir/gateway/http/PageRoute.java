package dev.weir.gateway.http;

import dev.weir.channel.Document;
import dev.weir.stream.StreamName;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the pages that the {@code web} module builds: {@code /}, {@code /watch/live/NAME}, {@code
 * /watch/vod/ID}, {@code /console} and {@code /assets/FILE}. Where they were not built it says so.
 * Immutable: the files are read and compressed before anybody asks.
 */
public final class PageRoute implements HttpRoute {
  private static final String FOLDER = "/web/";
  private static final String FRESH = "no-cache";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " media-src 'self' blob: data:; worker-src 'self' blob:; connect-src 'self' data: blob:;"
          + " object-src 'none'; base-uri 'none'; form-action 'self'";

  private static final Pattern FILM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "json", "application/json",
          "map", "application/json",
          "txt", "text/plain; charset=utf-8");

  private final Map<String, Document> files;

  private PageRoute(Map<String, Document> files) {
    this.files = Map.copyOf(files);
  }

  /**
   * With the pages that are on the class path. Blocks.
   *
   * @throws IOException if they cannot be read
   */
  public static PageRoute load() throws IOException {
    @Nullable URL folder = PageRoute.class.getResource(FOLDER);
    return new PageRoute(folder == null ? Map.of() : PageFiles.read(URI.create(folder.toString())));
  }

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    if (path.size() == 0) {
      return page(request, "index.html");
    }
    if (path.is(3, "watch", "live") && StreamName.parse(path.at(2)).isPresent()) {
      return page(request, "watch.html");
    }
    if (path.is(3, "watch", "vod") && FILM.matcher(path.at(2)).matches()) {
      return page(request, "film.html");
    }
    if (path.is(1, "console")) {
      return console(request);
    }
    if (path.is(2, "assets")) {
      return file(request, "assets/" + path.at(1), FOR_EVER);
    }
    return path.size() == 1 && file(request, path.at(0), FRESH);
  }

  /** No page of another site may show it in a frame, where clicks could be stolen. */
  private boolean console(HttpServerRequest request) {
    request.response().putHeader("X-Frame-Options", "DENY");
    return page(request, "console.html");
  }

  private boolean page(HttpServerRequest request, String name) {
    if (!file(request, name, FRESH)) {
      Answers.text(
          request,
          "text/plain; charset=utf-8",
          "This Weir was built without its pages, because npm was missing. Streams play all the"
              + " same: /live/NAME/index.m3u8\n");
    }
    return true;
  }

  private boolean file(HttpServerRequest request, String name, String cacheControl) {
    @Nullable Document file = files.get(name);
    @Nullable String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (file == null || type == null) {
      return false;
    }
    if (name.endsWith(".html")) {
      request.response().putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
      request.response().putHeader("Referrer-Policy", "same-origin");
    }
    Answers.document(request, type, cacheControl, file);
    return true;
  }
}
