package dev.weir.gateway.http;

import dev.weir.channel.Document;
import dev.weir.media.Bytes;
import dev.weir.stream.StreamName;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Serves the pages that the {@code web} module builds, from the class path: {@code /}, {@code
 * /watch/live/NAME} and {@code /assets/FILE}. Where they were not built it says so. Thread-safe;
 * each file is read and compressed once.
 */
public final class PageRoute implements HttpRoute {
  private static final String FOLDER = "/web/";
  private static final String FRESH = "no-cache";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self' data: blob:;"
          + " object-src 'none'; base-uri 'none'; form-action 'self'";

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

  private final ConcurrentMap<String, Optional<Document>> files = new ConcurrentHashMap<>();

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    if (path.size() == 0) {
      return page(request, "index.html");
    }
    if (path.is(3, "watch", "live") && StreamName.parse(path.at(2)).isPresent()) {
      return page(request, "watch.html");
    }
    if (path.is(2, "assets")) {
      return file(request, "assets/" + path.at(1), FOR_EVER);
    }
    return path.size() == 1 && file(request, path.at(0), FRESH);
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
    @Nullable String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      return false;
    }
    Optional<Document> file = files.get(name);
    if (file == null) {
      file = read(name);
      if (file.isPresent()) {
        files.put(name, file);
      }
    }
    if (file.isEmpty()) {
      return false;
    }
    if (name.endsWith(".html")) {
      request.response().putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
      request.response().putHeader("Referrer-Policy", "same-origin");
    }
    Answers.document(request, type, cacheControl, file.get());
    return true;
  }

  private static Optional<Document> read(String name) {
    try (InputStream in = PageRoute.class.getResourceAsStream(FOLDER + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new Document(Bytes.wrap(in.readAllBytes())));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
